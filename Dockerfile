# One image for web, worker, beat and migrate; compose.yaml says which command each runs.
FROM python:3.12-slim AS packages
COPY requirements.lock .
RUN python -m venv /opt/venv \
    && /opt/venv/bin/pip install --no-cache-dir --require-hashes --no-deps -r requirements.lock

FROM python:3.12-slim
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    FACTCHECK_DATA_DIR=/data \
    NUMBA_CACHE_DIR=/data/numba
RUN useradd --system --uid 10001 --home-dir /srv/workbench workbench \
    && install -d -o workbench /srv/workbench /data
COPY --from=packages /opt/venv /opt/venv
WORKDIR /srv/workbench
COPY manage.py ./
COPY factcheck factcheck
COPY claims claims
COPY templates templates
COPY seeds seeds
USER workbench
RUN SECRET_KEY=build python manage.py collectstatic --no-input
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s --retries=6 \
    CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
CMD ["gunicorn", "factcheck.wsgi", "--bind", "0.0.0.0:8000", "--workers", "2", "--worker-class", "gthread", "--threads", "8", "--no-control-socket"]
