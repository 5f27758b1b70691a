/* The verdict editor: Ctrl+S saves; a session that has ended is said instead of shown as a preview. */
"use strict";

(() => {
  const form = document.getElementById("verdict-form");
  const gone = document.querySelector("[data-gone]")?.dataset.gone ?? "You are logged out. Log in in another tab, then go on here: what you typed is kept.";

  const say = (text) => {
    for (const status of document.querySelectorAll("[data-keep-status=verdict-form]")) status.textContent = text;
  };

  document.addEventListener("keydown", (event) => {
    if (!form || event.key !== "s" || !(event.ctrlKey || event.metaKey) || event.altKey) return;
    event.preventDefault();
    form.requestSubmit(form.querySelector("[data-save]"));
  });

  document.addEventListener("htmx:configRequest", (event) => {
    // Logging in again in another tab changes the token; the cookie always has the present one.
    const token = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
    if (!token) return;
    event.detail.parameters.set("csrfmiddlewaretoken", token[1]);
    for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = token[1];
  });

  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.xhr.getResponseHeader("X-Verdict")) return;
    event.detail.shouldSwap = false;
    say(gone);
  });

  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.target.id !== "evidence") return;
    const rows = event.target.querySelectorAll("[data-row]");
    rows[rows.length - 1]?.querySelector("input[type=text]")?.focus();
  });

  document.getElementById("refusal")?.scrollIntoView({ block: "nearest" });
})();
