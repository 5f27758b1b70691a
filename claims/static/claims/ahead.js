/* The next cards, fetched while a person reads this one, so that a key shows the next at once.

A decision on such a card is sent behind its back. Decisions are sent one after the other; whatever else
asks the server waits for them. What is refused comes back on top, with its note and the reason. Without
a card at hand, nothing happens here and htmx asks as ever. */
"use strict";

(() => {
  const DEPTH = 2;
  const IDLE = 150; // Milliseconds that a card must lie before others are fetched behind it.
  const deck = document.getElementById("deck");
  const status = document.getElementById("queue-status");
  const words = document.getElementById("queue-words").dataset;
  const find = (selector) => deck.querySelector(selector);

  let ready = []; // Cards at hand, in order: {nodes, address, notice}.
  let jobs = []; // Decisions not yet answered, in order: {pk, form data, the card as it was}.
  let held = []; // What waits for them.
  let run = 0; // Another number whenever the cards at hand no longer follow the one on top.
  let timer = 0;
  const notes = new Map(); // What was typed on a card that had to make way, by match.

  const tell = (name, detail) => deck.dispatchEvent(new CustomEvent(name, { bubbles: true, detail }));
  const keyOf = (nodes) => {
    const revision = nodes.querySelector("#decision [name=revision]");
    return revision && `${nodes.querySelector("#card").dataset.pk}:${revision.value}`;
  };

  /* Cards at hand */

  const read = async (answer) => {
    const nodes = document.createElement("div");
    // HTML of our own server, escaped there: what htmx would have swapped in.
    nodes.innerHTML = await answer.text();
    const notice = nodes.querySelector("#queue-status");
    const left = nodes.querySelector("#queue-left");
    for (const apart of nodes.querySelectorAll("[hx-swap-oob]")) apart.remove();
    // How many are left is asked for when the card is shown and the decisions are saved.
    nodes.querySelector("#behind")?.setAttribute("hx-trigger", "saved delay:250ms");
    htmx.process(nodes);
    return { nodes, address: answer.headers.get("HX-Push-Url"), notice, left };
  };

  const count = () => deck.setAttribute("data-ahead", String(ready.length));

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
      const next = await read(answer);
      if (present === run && last === lastCard()) keep(next);
    } catch {
      // Whoever presses a key asks again, and is told.
    }
  };

  const keep = (next) => {
    if (!next.nodes.querySelector("article#card")) return;
    ready.push(next);
    count();
    if (ready.length < DEPTH) refill();
  };

  /* Showing a card */

  const leave = () => {
    const note = find("#note")?.value;
    if (note) notes.set(find("#card").dataset.pk, note);
  };

  const show = (next, { isNew = true } = {}) => {
    deck.replaceChildren(...next.nodes.childNodes);
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

  const showNext = () => {
    const kept = document.createElement("div");
    const before = { nodes: kept, address: location.href };
    const old = [...deck.childNodes];
    show(ready.shift());
    kept.append(...old);
    return before;
  };

  /* Decisions on their way */

  const send = async (job) => {
    const shown = [deck, ...ready.map((next) => next.nodes)].map(keyOf).filter(Boolean);
    for (const key of shown) job.fields.append("shown", key);
    const token = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
    if (token) job.fields.set("csrfmiddlewaretoken", token[1]);
    const present = run;
    try {
      const answer = await fetch(job.action, {
        method: "POST",
        body: new URLSearchParams(job.fields),
        headers: { "HX-Request": "true" },
        keepalive: true,
      });
      const kind = answer.headers.get("X-Queue");
      if (!answer.ok && answer.status !== 409) {
        return giveBack(words.refused.replace("[code]", answer.status));
      }
      if (!kind) return giveBack(words.loggedOut);
      const next = await read(answer);
      jobs.shift();
      if (answer.status === 409) refuse(next);
      else accept(job, next, kind === "ahead", present === run);
    } catch {
      return giveBack(words.unreachable);
    }
    goOn();
  };

  const accept = (job, next, isAhead, isInOrder) => {
    tell("queue:decided", { pk: job.pk });
    if (isInOrder && !isAhead && !isInUse()) {
      // Somebody was faster with this card or one at hand: the next one that is open.
      drop();
      return show(next, { isNew: false });
    }
    if (isInOrder && isAhead) keep(next);
    else if (isInOrder) drop();
    if (!find("[data-refused]")) status.replaceChildren(...(next.notice?.childNodes ?? []));
  };

  /* The person does something with the card on top, which must not vanish then. */
  const isInUse = () =>
    jobs.length || find("#note")?.value || find("[data-refused]")
    || document.querySelector(":popover-open, dialog[open]");

  const refuse = (next) => {
    next.nodes.querySelector("#card")?.setAttribute("data-refused", "");
    const isSecond = find("[data-refused]");
    drop();
    // One refusal at a time lies on top; the card of another comes next.
    if (isSecond) return ready.push(next);
    leave();
    show(next, { isNew: false });
  };

  /* The server could not be asked: the cards come back as they were left, the first of them on top. */
  const giveBack = (text) => {
    const [first, ...others] = jobs;
    leave();
    for (const job of others) if (job.fields.get("note")) notes.set(job.pk, job.fields.get("note"));
    jobs = [];
    held = [];
    drop();
    show(first.card, { isNew: false });
    tell("queue:problem", [text, others.length ? words.alsoBack : ""].join(" ").trim());
    done();
  };

  const goOn = () => {
    if (jobs.length) return send(jobs[0]);
    done();
    const waiting = held;
    held = [];
    for (const each of waiting) each();
  };

  const done = () => {
    deck.removeAttribute("data-saving");
    const behind = find("#behind");
    if (behind) htmx.trigger(behind, "saved");
    refill();
  };

  /* What the person does */

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.id !== "decision") return;
    const { submitter } = event;
    if (!ready.length && !jobs.length) return;
    event.preventDefault();
    event.stopPropagation();
    if (!ready.length) {
      // One more key may wait, as one may without cards at hand.
      if (!held.length) held.push(() => form.isConnected && form.requestSubmit(submitter));
      return;
    }
    const fields = new FormData(form, submitter);
    const job = { pk: top, fields, action: form.getAttribute("hx-post") };
    job.card = showNext();
    jobs.push(job);
    deck.setAttribute("data-saving", "");
    if (jobs.length === 1) send(job);
  }, true);

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.('#deck [data-key="n j"]');
    if (!link || !ready.length || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    event.stopPropagation();
    leave();
    showNext();
    if (!jobs.length) done();
  }, true);

  document.body.addEventListener("htmx:confirm", (event) => {
    if (!jobs.length) return;
    event.preventDefault();
    held.push(() => event.target.isConnected && event.detail.issueRequest(true));
  });

  document.body.addEventListener("htmx:beforeSwap", (event) => {
    const { target, shouldSwap, requestConfig } = event.detail;
    // The note of a decision goes with it.
    if (target === deck && shouldSwap && requestConfig.elt.id !== "decision") leave();
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
