/* Keys, focus, list and failures of the review queue. Everything here also works by pointer; deciding also without it. */
"use strict";

(() => {
  const FIELDS = "input:not([type=checkbox]), textarea, select, [contenteditable]";
  const byId = (id) => document.getElementById(id);
  const help = byId("queue-help");
  const dialog = byId("queue-dialog");
  const dialogBody = byId("dialog-body");
  const deck = byId("deck");
  const status = byId("queue-status");
  const words = byId("queue-words").dataset;
  const note = () => byId("note");
  const card = () => byId("card");

  const say = (text) => {
    const notice = document.createElement("span");
    notice.className = "notice notice-problem";
    notice.textContent = text;
    status.replaceChildren(notice);
  };

  /* Keys */

  const controlOf = (key) => {
    if (list.isOpen() && list.hasSelection()) {
      const control = document.querySelector(`[data-batch-key="${CSS.escape(key)}"]`);
      if (control) return control;
    }
    return [...document.querySelectorAll("[data-key]")].find((element) =>
      element.dataset.key.split(" ").includes(key),
    );
  };

  const escape = (event) => {
    if (event.target.matches(FIELDS)) event.target.blur();
    else if (!openMenu() && list.hasSelection()) list.clear();
  };

  const inMenu = (key) => {
    const menu = openMenu();
    if (!menu || !/^[1-9]$/.test(key)) return false;
    menu.querySelectorAll("[data-choice]")[Number(key) - 1]?.click();
    return true;
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (help.open || dialog.open) return;
    if (event.key === "Escape") return escape(event);
    if (event.target.matches(FIELDS)) return;
    if (inMenu(event.key) || list.onKey(event.key)) return event.preventDefault();
    const control = controlOf(event.key);
    if (!control || event.repeat) return;
    event.preventDefault();
    use(control);
  });

  const use = (control) => {
    if (control.matches(FIELDS)) {
      // The search lies in a folded drawer on a phone with a keyboard.
      control.closest("details")?.setAttribute("open", "");
      control.focus();
      control.select();
    } else {
      control.click();
    }
  };

  /* Menus are popovers: the browser keeps one open at a time, and Escape closes it */

  const openMenu = () => document.querySelector("[data-menu]:popover-open");

  document.addEventListener("toggle", (event) => {
    // Told a moment later: another menu, or a field, may have the focus by then.
    const isTaken = openMenu() || document.activeElement.matches(FIELDS);
    if (event.target.matches?.("[data-menu]") && event.newState === "closed" && !isTaken) {
      byId("card-heading")?.focus({ preventScroll: true });
    }
  }, true);

  document.addEventListener("submit", () => openMenu()?.hidePopover(), true);

  /* Help and dialogs */

  const helpButton = byId("help-button");
  helpButton.hidden = false;
  helpButton.addEventListener("click", () => help.showModal());
  for (const sheet of [help, dialog]) {
    sheet.addEventListener("click", (event) => {
      if (event.target === sheet || event.target.closest("[data-close]")) sheet.close();
    });
  }
  dialog.addEventListener("close", () => byId("card-heading")?.focus({ preventScroll: true }));

  /* The list beside the card */

  const list = (() => {
    const column = byId("list-column");
    const rows = byId("queue-list");
    const button = byId("list-button");
    const batch = byId("batch");
    let last = null;

    const boxes = () => [...rows.querySelectorAll("input[name=seen]")];
    const chosen = () => boxes().filter((box) => box.checked);
    const rowOf = (pk) => byId(`row-${pk}`);
    const current = () => rowOf(card()?.dataset.pk);

    const count = () => {
      const number = chosen().length;
      batch.hidden = number === 0;
      byId("batch-count").textContent =
        number === 1 ? words.selectedOne : words.selectedMany.replace("[number]", number);
    };

    const load = () => {
      const from = card()?.dataset.pk;
      const address = rows.dataset.from + (from ? `&match=${from}` : "");
      return htmx.ajax("GET", address, { target: rows, swap: "innerHTML" }).then(mark);
    };

    const mark = () => {
      for (const row of rows.querySelectorAll("[aria-current]")) row.removeAttribute("aria-current");
      const row = current();
      if (!row) return;
      row.setAttribute("aria-current", "true");
      row.scrollIntoView({ block: "nearest" });
    };

    const show = (isOpen) => {
      column.hidden = !isOpen;
      byId("queue").dataset.view = isOpen ? "list" : "card";
      button.setAttribute("aria-expanded", String(isOpen));
      localStorage.setItem("queue-view", isOpen ? "list" : "card");
      if (isOpen) load();
      else clear();
    };

    const choose = (box, isChecked) => {
      box.checked = isChecked;
      last = box;
      count();
    };

    const chooseTo = (box) => {
      const all = boxes();
      const [from, to] = [all.indexOf(last ?? box), all.indexOf(box)].sort((a, b) => a - b);
      for (const each of all.slice(Math.max(0, from), to + 1)) each.checked = true;
      last = box;
      count();
    };

    const clear = () => {
      if (!batch) return;
      for (const box of chosen()) box.checked = false;
      last = null;
      count();
    };

    button.hidden = false;
    button.addEventListener("click", () => show(column.hidden));
    byId("batch-clear")?.addEventListener("click", clear);
    rows.addEventListener("click", (event) => {
      const box = event.target.closest("input[name=seen]");
      if (!box) return;
      if (event.shiftKey && last) chooseTo(box);
      else choose(box, box.checked);
    });

    return {
      isOpen: () => !column.hidden,
      hasSelection: () => Boolean(batch) && !batch.hidden,
      clear,
      load,
      mark,
      restore: () => localStorage.getItem("queue-view") === "list" && show(true),
      leave: (pk) => rowOf(pk)?.remove(),
      onKey: (key) => {
        if (column.hidden || !batch || (key !== "x" && key !== "X")) return false;
        const box = current()?.querySelector("input[name=seen]");
        if (!box) return false;
        if (key === "x") choose(box, !box.checked);
        else chooseTo(box);
        return true;
      },
    };
  })();

  /* Requests: what comes back, and what went wrong */

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
      say(words.loggedOut);
    }
  });

  document.body.addEventListener("htmx:afterSettle", (event) => {
    if (event.detail.target === dialogBody) {
      if (!dialog.open) dialog.showModal();
      dialogBody.querySelector("[autofocus]")?.focus();
      return;
    }
    // Not swapped out of band: the card that asked may be gone when the answer comes.
    if (event.detail.target.id === "behind") byId("queue-left").textContent = byId("left-now").textContent;
    if (event.detail.target === deck) shown();
  });

  const shown = () => {
    if (dialog.open) dialog.close();
    byId("card-heading").focus({ preventScroll: true });
    if (deck.getBoundingClientRect().top < 0) deck.scrollIntoView({ block: "start" });
    if (note()?.value) grow(note());
    list.mark();
  };

  /* Decisions and the cards behind them (ahead.js) */

  deck.addEventListener("queue:shown", shown);
  deck.addEventListener("queue:problem", (event) => say(event.detail));
  deck.addEventListener("queue:decided", (event) => {
    list.leave(event.detail.pk);
    htmx.trigger(document.body, "decided");
  });

  document.body.addEventListener("decided-many", () => list.isOpen() && list.load().then(list.clear));
  document.body.addEventListener("undone", () => list.isOpen() && list.load());

  document.body.addEventListener("htmx:responseError", (event) => {
    say(words.refused.replace("[code]", event.detail.xhr.status));
  });
  document.body.addEventListener("htmx:sendError", () => say(words.unreachable));

  // A note of several lines shows whole.
  const grow = (field) => {
    field.rows = Math.min(6, field.value.split("\n").length);
  };
  deck.addEventListener("input", (event) => {
    if (event.target === note()) grow(event.target);
  });

  list.restore();
})();
