# One image for every service of compose.yaml; the command tells them apart.
FROM python:3.12-slim AS build
WORKDIR /build
COPY requirements.lock .
RUN python -m venv /venv && /venv/bin/pip install --no-cache-dir --require-hashes -r requirements.lock

FROM python:3.12-slim
RUN useradd --create-home --uid 10001 workbench && install -d -o workbench /data
COPY --from=build /venv /venv
WORKDIR /app
COPY manage.py LICENSE ./
COPY factcheck factcheck
COPY claims claims
COPY templates templates
COPY seeds seeds
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 FACTCHECK_DATA_DIR=/data
USER workbench
# The key of this step is thrown away with it.
RUN SECRET_KEY=build python manage.py collectstatic --noinput --verbosity 0
VOLUME /data
EXPOSE 8000
CMD ["gunicorn", "factcheck.wsgi:application", "--bind", "0.0.0.0:8000", "--worker-class", "gthread", "--workers", "2", "--threads", "4", "--access-logfile", "-"]
