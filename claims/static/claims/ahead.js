/* The next cards, fetched while a person reads this one, so that a key shows the next at once.

A key decides the card that lies on the deck, once. The decision is taken off the form at once and sent
behind its back, one after the other, so that nothing can be lost with a form that makes way; whatever
else asks the server waits for them. Without a card at hand the decided one stays on top until the next
one comes. While another card was asked for (undo, next, a link), keys decide nothing. What is refused
comes back on top, with its note and the reason. */
"use strict";

(() => {
  const DEPTH = 2;
  const IDLE = 150; // Milliseconds that a card must lie before others are fetched behind it.
  const deck = document.getElementById("deck");
  const status = document.getElementById("queue-status");
  const words = document.getElementById("queue-words").dataset;
  const find = (selector) => deck.querySelector(selector);

  let ready = []; // Cards at hand, in order: {nodes, address, notice}.
  let jobs = []; // Decisions not yet answered, in order: {pk, fields, action, the card once it made way}.
  let held = []; // What waits for them: {element, isForDeck, go}.
  let isAsking = false; // A request that will put another card on the deck is on its way.
  let run = 0; // Another number whenever the cards at hand no longer follow the one on top.
  let timer = 0;
  const notes = new Map(); // What was typed on a card that had to make way, by match.

  const tell = (name, detail) => deck.dispatchEvent(new CustomEvent(name, { bubbles: true, detail }));
  const keyOf = (nodes) => {
    const revision = nodes.querySelector("#decision [name=revision]");
    return revision && `${nodes.querySelector("#card").dataset.pk}:${revision.value}`;
  };

  /* Cards at hand */

  const read = (answer, html) => {
    const nodes = document.createElement("div");
    // HTML of our own server, escaped there: what htmx would have swapped in.
    nodes.innerHTML = html;
    const notice = nodes.querySelector("#queue-status");
    const left = nodes.querySelector("#queue-left");
    for (const apart of nodes.querySelectorAll("[hx-swap-oob]")) apart.remove();
    // How many are left is asked for when the card is shown and the decisions are saved.
    nodes.querySelector("#behind")?.setAttribute("hx-trigger", "saved delay:250ms");
    htmx.process(nodes);
    return { nodes, address: answer.headers.get("HX-Push-Url"), notice, left };
  };

  const count = () => {
    deck.setAttribute("data-ahead", String(ready.length));
    deck.toggleAttribute("data-waiting", Boolean(onTop()));
  };

  /* The decision on the card that still lies on top, because none is at hand behind it. */
  const onTop = () => jobs.find((job) => !job.card);

  const drop = () => {
    ready = [];
    run += 1;
    count();
  };

  const forget = () => {
    drop();
    refill();
  };

  const refill = () => {
    clearTimeout(timer);
    timer = setTimeout(fetchNext, IDLE);
  };

  const lastCard = () => (ready.at(-1)?.nodes ?? deck).querySelector("#card");

  const fetchNext = async () => {
    if (ready.length >= DEPTH || jobs.length || document.hidden) return;
    const last = lastCard();
    const address = last?.querySelector('[data-key="n j"]')?.getAttribute("hx-get");
    if (!address) return;
    const present = run;
    try {
      const answer = await fetch(address, { headers: { "HX-Request": "true" }, priority: "low" });
      if (!answer.ok || !answer.headers.get("X-Queue")) return;
      const next = read(answer, await answer.text());
      if (present === run && last === lastCard()) keep(next);
    } catch {
      // Whoever presses a key asks again, and is told.
    }
  };

  const keep = (next) => {
    if (!next.nodes.querySelector("article#card")) return;
    ready.push(next);
    if (onTop()) showNext();
    count();
    if (ready.length < DEPTH) refill();
  };

  /* Showing a card */

  const leave = () => {
    const note = find("#note")?.value;
    if (note) notes.set(find("#card").dataset.pk, note);
  };

  const show = (next, { isNew = true } = {}) => {
    const before = { nodes: document.createElement("div"), address: location.href };
    before.nodes.append(...deck.childNodes);
    deck.append(...next.nodes.childNodes);
    const decided = onTop();
    if (decided) decided.card = before;
    status.replaceChildren(...(next.notice?.childNodes ?? []));
    if (next.left) document.getElementById("queue-left").textContent = next.left.textContent;
    history.replaceState({ htmx: true }, "");
    if (next.address) history[isNew ? "pushState" : "replaceState"]({ htmx: true }, "", next.address);
    arrive();
    tell("queue:shown");
  };

  let top = find("#card")?.dataset.pk;

  const arrive = () => {
    top = find("#card")?.dataset.pk;
    const note = find("#note");
    if (note && !note.value && notes.has(top)) {
      note.value = notes.get(top);
      note.dispatchEvent(new Event("input", { bubbles: true }));
    }
    notes.delete(top);
    count();
  };

  const showNext = () => show(ready.shift());

  /* A card that nobody asked for: a menu that is open belongs to the one below. */
  const putOnTop = (next) => {
    leave();
    document.querySelector(":popover-open")?.hidePopover();
    show(next, { isNew: false });
  };

  /* Decisions on their way */

  const send = async (job) => {
    const open = job.card ? [deck, ...ready.map((next) => next.nodes)] : [];
    const shown = open.map(keyOf).filter(Boolean);
    for (const key of shown) job.fields.append("shown", key);
    const token = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
    if (token) job.fields.set("csrfmiddlewaretoken", token[1]);
    const present = run;
    let answer, html;
    try {
      answer = await fetch(job.action, {
        method: "POST",
        body: new URLSearchParams(job.fields),
        headers: { "HX-Request": "true" },
        keepalive: true,
      });
      html = await answer.text();
    } catch {
      return giveBack(words.unreachable);
    }
    const kind = answer.headers.get("X-Queue");
    const isRefused = answer.status === 409;
    if (!answer.ok && !isRefused) return giveBack(words.refused.replace("[code]", answer.status));
    if (!kind) return giveBack(words.loggedOut);
    jobs.shift();
    const next = read(answer, html);
    if (isRefused) refuse(job, next);
    else accept(job, next, kind === "ahead", present === run);
    goOn();
  };

  const accept = (job, next, isAhead, isInOrder) => {
    tell("queue:decided", { pk: job.pk });
    if (!job.card) {
      drop();
      return show(next);
    }
    if (isInOrder && isAhead) keep(next);
    else if (isInOrder && keyOf(next.nodes) !== keyOf(deck)) {
      // Somebody was faster with this card or one at hand: the next one that is open.
      drop();
      if (!isInUse()) return show(next, { isNew: false });
    }
    if (!find("[data-refused]")) status.replaceChildren(...(next.notice?.childNodes ?? []));
  };

  /* The person does something with the card on top, which must not vanish then. */
  const isInUse = () =>
    jobs.length || find("#note")?.value || find("[data-refused]")
    || document.querySelector(":popover-open, dialog[open]");

  const refuse = (job, next) => {
    next.nodes.querySelector("#card")?.setAttribute("data-refused", "");
    drop();
    // One refusal at a time lies on top; the card of another comes next.
    if (job.card && find("[data-refused]")) keep(next);
    else putOnTop(next);
  };

  /* The server could not be asked: the cards come back as they were left, the first of them on top. */
  const giveBack = (text) => {
    const [first, ...others] = jobs;
    for (const job of others) if (job.fields.get("note")) notes.set(job.pk, job.fields.get("note"));
    jobs = [];
    held = [];
    drop();
    if (first.card) putOnTop(first.card);
    tell("queue:problem", [text, others.length ? words.alsoBack : ""].join(" ").trim());
    done();
  };

  const goOn = () => {
    if (jobs.length) return send(jobs[0]);
    done();
    const waiting = held;
    held = [];
    for (const each of waiting) each.go();
  };

  const done = () => {
    deck.removeAttribute("data-saving");
    const behind = find("#behind");
    if (behind) htmx.trigger(behind, "saved");
    refill();
  };

  /* What the person does */

  const isUndo = (element) => element.id === "undo";
  const isLeaving = () => isAsking
    || held.some(({ element, isForDeck }) => isForDeck && (element.isConnected || isUndo(element)));

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.id !== "decision") return;
    event.preventDefault();
    event.stopPropagation();
    if (onTop() || isLeaving()) return;
    const fields = new FormData(form, event.submitter);
    const job = { pk: top, fields, action: form.getAttribute("hx-post") };
    jobs.push(job);
    deck.setAttribute("data-saving", "");
    if (ready.length) showNext();
    count();
    if (jobs.length === 1) send(job);
  }, true);

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.('#deck [data-key="n j"]');
    if (!link || !ready.length || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    event.stopPropagation();
    if (isLeaving()) return;
    leave();
    showNext();
    if (!jobs.length) done();
  }, true);

  document.body.addEventListener("htmx:confirm", (event) => {
    const { target: element, detail } = event;
    if (!jobs.length) return;
    event.preventDefault();
    const go = () => {
      if (element.isConnected) detail.issueRequest(true);
      // Every card has this form, and on every card it takes back the last change.
      else if (isUndo(element)) find("#undo")?.requestSubmit();
    };
    held.push({ element, isForDeck: detail.target === deck, go });
  });
  document.body.addEventListener("htmx:beforeRequest", (event) => {
    if (event.detail.target === deck) isAsking = true;
  });
  document.body.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.target === deck) isAsking = false;
  });

  document.body.addEventListener("htmx:beforeSwap", (event) => {
    const { target, shouldSwap } = event.detail;
    if (target === deck && shouldSwap) leave();
  });
  document.body.addEventListener("htmx:afterSettle", (event) => {
    if (event.detail.target !== deck) return;
    const before = top;
    arrive();
    if (top !== before) forget();
  });
  document.body.addEventListener("decided-many", forget);
  document.addEventListener("visibilitychange", refill);
  addEventListener("beforeunload", (event) => {
    // The one on its way arrives; those behind it would not.
    if (jobs.length > 1) event.preventDefault();
  });

  count();
  refill();
})();
