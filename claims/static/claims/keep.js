/* What a person types and has not saved stays in this browser: through a log-out, a time-out, a
   closed window. Any <form data-keep="KEY"> is kept in localStorage while it differs from what the
   server sent. When the page comes again, the words are put back with a notice that can drop them.

   data-keep-seen="…"            what the form was read from; if that has changed in the meantime the
                                 words are offered, not put over somebody else's.
   <… data-keep-saved="KEY">     in an answer of the server: the form was saved, forget it. Or an
                                 event "keep:saved" with detail.key, as htmx sends by HX-Trigger.
   [data-keep-status="ID"]       where “kept” is said of the form with this id.
   <template data-keep-rows="P"> a blank row of a Django formset with prefix P, in whose
                                 [data-rows="P"] rows that are missing are made again.
   Include admin/_keep.html: it brings the script, its texts and the keys that were saved. */
"use strict";

(() => {
  const PREFIX = "keep:";
  const OLDEST = 30 * 24 * 3600 * 1000;
  const texts = document.querySelector("[data-keep-texts]")?.dataset ?? {};
  const TEXT = {
    back: texts.keepBack ?? "What you typed here and did not save is back below. It was kept in this browser on",
    changed: texts.keepChanged ?? "You typed something here that was not saved, and the stored version has changed since. It was kept in this browser on",
    drop: texts.keepDrop ?? "Drop it and show what is stored",
    put: texts.keepPut ?? "Put it into the form",
    show: texts.keepShow ?? "Show what was typed",
    kept: texts.keepKept ?? "Not saved yet; kept in this browser.",
    full: texts.keepFull ?? "Not saved yet, and this browser cannot keep it: save soon.",
  };

  const read = (key) => {
    try { return JSON.parse(localStorage.getItem(PREFIX + key)); } catch { return null; }
  };
  const write = (key, value) => {
    try { localStorage.setItem(PREFIX + key, JSON.stringify(value)); return true; } catch { return false; }
  };
  const forget = (key) => {
    try { localStorage.removeItem(PREFIX + key); } catch { /* nothing is kept then */ }
  };

  const isKept = (field) =>
    field.name && field.name !== "csrfmiddlewaretoken" && !field.closest("[data-keep-skip]") &&
    !["hidden", "password", "file", "submit", "button", "reset", "image"].includes(field.type);

  // [name, value] of every field; a box that is not ticked counts too, as "".
  const valuesOf = (form) => {
    const values = {};
    for (const field of form.elements) {
      if (!isKept(field)) continue;
      if (field.type === "radio") {
        if (field.checked) values[field.name] = field.value;
      } else if (field.type === "checkbox") {
        values[field.name] = field.checked ? field.value || "on" : "";
      } else {
        values[field.name] = field.value.replace(/\r\n/g, "\n");
      }
    }
    return values;
  };

  const isSame = (one, other) =>
    Object.keys({ ...one, ...other }).every((name) => (one[name] ?? "") === (other[name] ?? ""));

  // Rows of a formset that the page does not have: one is made from the blank one for each.
  const makeRows = (form, values) => {
    for (const blank of document.querySelectorAll("template[data-keep-rows]")) {
      const prefix = blank.dataset.keepRows;
      const total = form.elements.namedItem(`${prefix}-TOTAL_FORMS`);
      const place = form.querySelector(`[data-rows="${prefix}"]`);
      if (!total || !place) continue;
      const numbers = Object.keys(values).map((name) => name.match(`^${prefix}-(\\d+)-`)).filter(Boolean);
      const wanted = Math.max(0, ...numbers.map((found) => Number(found[1]) + 1));
      for (let number = Number(total.value); number < wanted; number += 1) {
        const row = document.createElement("template");
        row.innerHTML = blank.innerHTML.replaceAll("__prefix__", String(number));
        const rows = place.querySelectorAll("[data-row]");
        (rows.length ? rows[rows.length - 1] : total).after(row.content);
        total.value = String(number + 1);
      }
    }
  };

  const put = (form, values) => {
    makeRows(form, values);
    for (const field of form.elements) {
      if (!isKept(field) || !(field.name in values)) continue;
      const value = values[field.name];
      if (field.type === "radio") field.checked = field.value === value;
      else if (field.type === "checkbox") field.checked = value !== "";
      else field.value = value;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
    for (let parent = form.closest("details"); parent; parent = parent.parentElement.closest("details")) parent.open = true;
  };

  const button = (text, act) => {
    const element = document.createElement("button");
    element.type = "button";
    element.className = "button";
    element.textContent = text;
    element.addEventListener("click", act);
    return element;
  };

  const nameOf = (form, name) => {
    const field = form.elements.namedItem(name);
    const label = field?.labels?.[0] ?? (field instanceof RadioNodeList ? field[0]?.closest("fieldset")?.querySelector("legend") : null);
    return label?.textContent.trim() || name;
  };

  // The words as they were typed, to be read and copied.
  const listOf = (form, kept, now) => {
    const details = document.createElement("details");
    const summary = document.createElement("summary");
    const list = document.createElement("dl");
    summary.textContent = TEXT.show;
    for (const [name, value] of Object.entries(kept)) {
      if (value === (now[name] ?? "")) continue;
      const term = document.createElement("dt");
      const text = document.createElement("dd");
      term.textContent = nameOf(form, name);
      text.textContent = value || "–";
      text.dir = "auto";
      list.append(term, text);
    }
    details.append(summary, list);
    return details;
  };

  const noticeOf = (form, sentence, at, ...parts) => {
    const notice = document.createElement("div");
    const text = document.createElement("p");
    notice.className = "keep-notice";
    notice.setAttribute("role", "status");
    text.textContent = `${sentence} ${new Date(at).toLocaleString(document.documentElement.lang || undefined)}.`;
    notice.append(text, ...parts);
    form.before(notice);
    return notice;
  };

  const watch = (form) => {
    const key = form.dataset.keep;
    const seen = form.dataset.keepSeen ?? "";
    const sent = valuesOf(form);
    let timer = 0;
    let isOver = false;
    let offered = null;

    const say = (text) => {
      for (const status of document.querySelectorAll(`[data-keep-status="${form.id}"]`)) {
        if (status.textContent !== text) status.textContent = text;
      }
    };

    const keep = () => {
      clearTimeout(timer);
      timer = 0;
      if (isOver || offered) return;
      const values = valuesOf(form);
      if (isSame(values, sent) && !form.hasAttribute("data-keep-typed")) {
        forget(key);
        say("");
      } else {
        say(write(key, { at: Date.now(), seen, values }) ? TEXT.kept : TEXT.full);
      }
    };
    const soon = () => {
      // Typing over words that are only offered is a choice for what stands in the form.
      clearTimeout(timer);
      timer = setTimeout(keep, 300);
    };

    const restore = (kept) => {
      put(form, kept.values);
      const notice = noticeOf(form, TEXT.back, kept.at, button(TEXT.drop, () => {
        isOver = true;
        forget(key);
        notice.remove();
        location.replace(location.href.split("#")[0]);
      }));
      keep();
    };

    const offer = (kept) => {
      offered = kept;
      const end = () => { offered = null; notice.remove(); };
      const notice = noticeOf(form, TEXT.changed, kept.at, listOf(form, kept.values, sent),
        button(TEXT.put, () => { end(); put(form, kept.values); keep(); form.querySelector("input:not([type=hidden]), textarea")?.focus(); }),
        button(TEXT.drop, () => { end(); forget(key); keep(); }));
    };

    const kept = read(key);
    if (kept && !isSame(kept.values, sent)) {
      // A form that came back with its errors holds what was typed last already.
      if (form.hasAttribute("data-keep-typed")) keep();
      else if (kept.seen === seen) restore(kept);
      else offer(kept);
    } else if (kept) {
      say(TEXT.kept);
    }

    form.addEventListener("input", soon);
    form.addEventListener("change", soon);
    form.addEventListener("submit", keep);
    addEventListener("pagehide", () => { if (timer) keep(); });
    document.addEventListener("keep:saved", (event) => { if (event.detail?.key === key) { isOver = true; clearTimeout(timer); forget(key); } });
  };

  const start = (root) => {
    for (const mark of root.querySelectorAll("[data-keep-saved]")) forget(mark.dataset.keepSaved);
    for (const form of root.querySelectorAll("form[data-keep]:not([data-kept])")) {
      form.dataset.kept = "";
      watch(form);
    }
  };

  // What nobody came back to for a month is forgotten.
  const tidy = () => {
    for (const name of Object.keys(localStorage)) {
      if (!name.startsWith(PREFIX)) continue;
      const kept = read(name.slice(PREFIX.length));
      if (!kept?.at || Date.now() - kept.at > OLDEST) localStorage.removeItem(name);
    }
  };

  try { tidy(); } catch { /* a browser that keeps nothing */ }
  start(document);
  document.addEventListener("htmx:load", (event) => start(event.target.parentElement ?? document));
})();
