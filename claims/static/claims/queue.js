/* Keys, focus and failures of the review queue. Everything here also works by pointer and without it. */
"use strict";

(() => {
  const FIELDS = "input, textarea, select, [contenteditable]";
  const help = document.getElementById("queue-help");
  const deck = document.getElementById("deck");
  const status = document.getElementById("queue-status");
  const note = () => document.getElementById("note");

  const controlOf = (key) =>
    [...document.querySelectorAll("[data-key]")].find((element) =>
      element.dataset.key.split(" ").includes(key),
    );

  const say = (text) => {
    const notice = document.createElement("span");
    notice.className = "notice notice-problem";
    notice.textContent = text;
    status.replaceChildren(notice);
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || help.open) return;
    if (event.target.matches(FIELDS)) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    const control = controlOf(event.key);
    if (!control || event.repeat) return;
    event.preventDefault();
    if (control.matches(FIELDS)) {
      // The search lies in a folded drawer on a phone with a keyboard.
      control.closest("details")?.setAttribute("open", "");
      control.focus();
      control.select();
    } else {
      control.click();
    }
  });

  const helpButton = document.getElementById("help-button");
  helpButton.hidden = false;
  helpButton.addEventListener("click", () => help.showModal());

  document.body.addEventListener("htmx:configRequest", (event) => {
    // Logging in again in another tab changes the token; the cookie always has the present one.
    const token = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
    if (token && event.detail.verb !== "get") {
      event.detail.parameters.set("csrfmiddlewaretoken", token[1]);
    }
  });

  document.body.addEventListener("htmx:beforeSwap", (event) => {
    const { xhr } = event.detail;
    if (xhr.status < 400 && !xhr.getResponseHeader("X-Queue")) {
      // Another page has answered: the log-in, because the session has ended.
      event.detail.shouldSwap = false;
      say("You are logged out; nothing was saved and your note is kept. Log in in another tab, then try again here.");
    }
  });

  document.body.addEventListener("htmx:afterSettle", (event) => {
    if (event.detail.target !== deck) return;
    document.getElementById("card-heading").focus();
    if (note()?.value) grow(note());
  });

  document.body.addEventListener("htmx:responseError", (event) => {
    say(`The server refused this (${event.detail.xhr.status}); nothing was saved and your note is kept. Reload the page if it happens again.`);
  });

  document.body.addEventListener("htmx:sendError", () => {
    say("The server cannot be reached; nothing was saved and your note is kept. Try again in a moment.");
  });

  // A note of several lines shows whole.
  const grow = (field) => {
    field.rows = Math.min(6, field.value.split("\n").length);
  };
  deck.addEventListener("input", (event) => {
    if (event.target === note()) grow(event.target);
  });
})();
