// An interviewer's scorecard in the browser: the kit on screen, a clock, notes at each anchor.
// Every keystroke is kept on this device first and leaves it only when the server says that it is saved, so a
// lost connection, a dead server or a closed lid loses nothing. HTML comes from our own Markdown writer.

const PAUSE_MS = 700; // after the last keystroke: a thought, not a letter, makes a save
const AGAIN_MS = 5000; // between tries while something is not saved yet
const FIELDS = ["evidence", "not_asked"];

const element = (tag, props = {}, ...children) => {
  const made = Object.assign(document.createElement(tag), props);
  made.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return made;
};
const html = (tag, className, text) => element(tag, { className, innerHTML: text });
// Without marks that turn the direction of what follows, which the server leaves out (core/printable.py).
const plain = (text) => text.replace(/[\u202a-\u202e\u2066-\u2069\ufeff]/g, "").trim();
const clean = (entry) => ({
  score: entry.score ?? null,
  hints: entry.hints ?? 0,
  evidence: plain(entry.evidence ?? ""),
  not_asked: plain(entry.not_asked ?? ""),
  notes: Object.fromEntries(
    Object.entries(entry.notes ?? {}).map(([anchor, text]) => [anchor, plain(text)]).filter(([, text]) => text)
  ),
});
const ordered = (notes) => Object.entries(notes).sort();
const same = (one, two) => {
  const [a, b] = [clean(one), clean(two)];
  return JSON.stringify({ ...a, notes: ordered(a.notes) }) === JSON.stringify({ ...b, notes: ordered(b.notes) });
};
// Letters and digits that can be seen, as the server counts them (core/letters.py).
const letters = (text) => {
  const seen = (text.match(/[\p{L}\p{N}]/gu) ?? []).filter((one) => !/[\u115f\u1160\u3164\uffa0]/.test(one)).join("");
  return [...seen.replace(/(.)\1{3,}/giu, "$1$1$1")].length; // of a row of the same letter three count
};
// Where a letter of the old text stands in the new one: after what is the same before it, else before what is
// the same after it.
const moved = (old, now, at) => {
  if (now.startsWith(old.slice(0, at))) return at;
  return now.endsWith(old.slice(at)) ? now.length - (old.length - at) : now.length;
};

class Drafts {
  constructor(card) {
    this.name = `touchstone-scorecard-${card}`;
  }
  read() {
    try { return JSON.parse(localStorage.getItem(this.name) ?? "{}"); } catch { return {}; }
  }
  // Another window of this device may hold drafts of other questions under the same name: they stay.
  write(entries, saved, clock) {
    const held = this.read();
    held.entries = { ...held.entries, ...entries };
    for (const id of saved) delete held.entries[id];
    if (clock) held.clock = clock;
    try {
      if (Object.keys(held.entries).length || held.clock) localStorage.setItem(this.name, JSON.stringify(held));
      else localStorage.removeItem(this.name);
    } catch { /* a browser that keeps nothing still sends everything */ }
  }
}

class Card {
  constructor(root, data, send) {
    this.root = root;
    this.send = send;
    this.drafts = new Drafts(data.card);
    this.entries = {};
    this.at = 0;
    this.views = {};
    const held = this.drafts.read();
    this.clock = held.clock ?? null;
    this.window = crypto.getRandomValues(new Uint32Array(2)).join("-");
    this.sends = 0;
    this.drafted = new Set(Object.keys(held.entries ?? {}));
    for (const question of data.questions) {
      const kept = data.entries[question.id];
      const draft = held.entries?.[question.id];
      if (!draft) {
        this.entries[question.id] = this.fresh(kept);
        continue;
      }
      const mine = { ...structuredClone(draft), dirty: true };
      // The server may have taken it, and its answer was lost: what was sent is then what we began from.
      if (mine.sent && same(mine.sent, kept)) Object.assign(mine, { was: clean(kept), base: kept.revision });
      this.entries[question.id] = Object.assign(mine, { sent: null, turn: null });
    }
    this.data = data;
    this.lost = false;
    this.build();
    this.beat = setInterval(() => this.tick(), 1000);
    this.tries = setInterval(() => this.dirty().length && this.push(), AGAIN_MS);
    this.online = () => this.dirty().length && this.push();
    window.addEventListener("online", this.online);
    this.offline = () => this.say();
    window.addEventListener("offline", this.offline);
    this.keepFocus();
    if (this.dirty().length) this.push();
  }

  stop() {
    clearInterval(this.beat);
    clearInterval(this.tries);
    clearTimeout(this.timer);
    window.removeEventListener("online", this.online);
    window.removeEventListener("offline", this.offline);
    this.boxes.disconnect();
    document.removeEventListener("keydown", this.caught, true);
  }

  // A lost connection opens a box over the page that takes the keyboard away in the middle of a word. We say
  // the same in the status line, so the box is closed and the keyboard given back.
  keepFocus() {
    this.root.addEventListener("focusin", (event) => { this.focused = event.target; });
    this.root.addEventListener("focusout", () => { this.left = Date.now(); });
    this.boxes = new MutationObserver(() => {
      for (const box of document.querySelectorAll('[role="dialog"]')) {
        if (box.querySelector("h2")?.textContent !== "Connection error") continue;
        const field = this.focused?.isConnected && Date.now() - (this.left ?? 0) < 1000 ? this.focused : null;
        box.querySelector("button")?.click();
        this.lost = true;
        this.say();
        if (field) for (const wait of [0, 50, 200]) setTimeout(() => this.refocus(field), wait);
      }
    });
    this.boxes.observe(document.body, { childList: true, subtree: true });
    // Letters typed while the box still holds the keyboard go where they were meant to.
    this.caught = (event) => {
      const field = this.focused;
      const box = document.querySelector('[role="dialog"] h2')?.textContent === "Connection error";
      if (!box || !field?.setRangeText || event.key.length > 1 || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      field.setRangeText(event.key, field.selectionStart, field.selectionEnd, "end");
      field.dispatchEvent(new Event("input"));
    };
    document.addEventListener("keydown", this.caught, true);
  }
  refocus(field) {
    if (this.root.getRootNode().activeElement !== field) field.focus({ preventScroll: true });
  }

  // ---- what the server says ------------------------------------------------------------------------------
  take(data) {
    this.data = data;
    this.lost = false;
    for (const [id, kept] of Object.entries(data.entries)) {
      const mine = this.entries[id];
      if (!mine) continue;
      const taken = mine.turn && data.taken?.[id] === mine.turn;
      if (!mine.dirty || same(mine, kept) || (taken && same(mine, mine.sent))) {
        const other = !same(mine, kept);
        this.entries[id] = this.fresh(kept);
        if (other) this.fill(id);
      } else if (taken) {
        // What was typed since goes on from what was sent; if another window wrote too, the server joins them.
        if (same(mine.sent, kept)) mine.base = kept.revision;
        Object.assign(mine, { was: mine.sent, sent: null, turn: null });
        this.later();
      }
    }
    this.remember();
    this.lock();
    this.say();
  }

  fresh(kept) {
    return { ...structuredClone(kept), base: kept.revision, was: clean(kept), dirty: false, sent: null, turn: null };
  }

  // ---- what the person does --------------------------------------------------------------------------------
  change(id, how) {
    const mine = this.entries[id];
    how(mine);
    mine.dirty = true;
    this.remember();
    this.later();
    this.show(id);
    this.say();
  }
  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.push(), PAUSE_MS);
  }
  dirty() {
    return Object.keys(this.entries).filter((id) => this.entries[id].dirty);
  }
  remember() {
    const entries = {};
    for (const id of this.dirty()) {
      const { score, hints, evidence, not_asked, notes, base, was, sent } = this.entries[id];
      entries[id] = { score, hints, evidence, not_asked, notes, base, was, sent };
    }
    const saved = [...this.drafted].filter((id) => !entries[id]);
    this.drafts.write(entries, saved, this.clock);
    this.drafted = new Set(Object.keys(entries));
  }
  push() {
    clearTimeout(this.timer);
    if (this.data.closed) return;
    const typed = {};
    for (const id of this.dirty()) {
      const mine = this.entries[id];
      mine.sent = clean(mine);
      mine.turn = `${this.window}-${(this.sends += 1)}`;
      typed[id] = { ...mine.sent, base: mine.base ?? 0, was: mine.was ?? null, turn: mine.turn };
    }
    if (!Object.keys(typed).length) return;
    this.remember();
    this.pushed ??= Date.now();
    try { this.send(typed); } catch { /* not connected: tried again */ }
    this.say();
  }

  // ---- the screen --------------------------------------------------------------------------------------------
  build() {
    this.status = element("p", { className: "status" });
    this.status.setAttribute("role", "status");
    this.time = element("p", { className: "time" });
    this.play = element("button", { type: "button", className: "quiet", onclick: () => this.toggle() });
    this.steps = element("ol", { className: "steps" });
    this.body = element("div");
    const bar = element("div", { className: "bar" }, this.time, this.play, this.steps, this.status);
    for (const [place, question] of this.data.questions.entries()) {
      const step = element("button", { type: "button", textContent: place + 1, onclick: () => this.go(place) });
      step.setAttribute("aria-label", `Question ${place + 1}: ${question.title}`);
      this.steps.append(element("li", {}, step));
      this.views[question.id] = this.question(question, place, step);
    }
    this.root.replaceChildren(bar, this.body);
    this.go(0);
    this.tick();
    this.lock();
    this.say();
  }

  question(question, place, step) {
    const id = question.id;
    const view = { step, notes: {}, radios: {} };
    const meta = [question.competency, question.skill, question.level, `${question.minutes} minutes`, question.tools];
    view.whole = element("section", { className: "question" },
      element("h2", { textContent: `${place + 1}. ${question.title}` }),
      element("p", { className: "meta", textContent: meta.filter(Boolean).join(" · ") }),
      html("div", "ask", question.ask),
      this.folded("Probes you may use", question.probes, true),
      this.hints(question, view),
      this.folded(question.kind === "spoken" ? "What a strong answer holds" : "Worked answer on these numbers", question.answer),
      this.folded("Common mistakes and what they show", question.mistakes),
      this.folded("Follow-up on the same numbers", question.follow_ups),
      this.folded("Red flags", question.red_flags),
      this.anchors(question, view),
      this.notAsked(id, view),
      this.turns(place));
    return view;
  }

  folded(title, inner, open = false) {
    if (!inner) return null;
    const box = element("details", { open }, element("summary", { textContent: title }));
    box.append(html("div", "inner", inner));
    return box;
  }

  hints(question, view) {
    if (!question.hints.length) return null;
    const list = element("ol", { className: "hints" });
    view.give = element("button", { type: "button", className: "quiet", onclick: () =>
      this.change(question.id, (mine) => { mine.hints = Math.min(mine.hints + 1, question.hints.length); }) });
    view.back = element("button", { type: "button", className: "quiet", textContent: "Not given after all", onclick: () =>
      this.change(question.id, (mine) => { mine.hints = Math.max(mine.hints - 1, 0); }) });
    view.hints = list;
    return element("details", {}, element("summary", { textContent: "Hints, in this order" }),
      element("div", { className: "inner" }, list, view.give, view.back));
  }

  anchors(question, view) {
    const group = element("fieldset", {}, element("legend", { textContent: "Score, against these anchors alone" }));
    for (const anchor of question.anchors) {
      const name = `s-${this.data.card}-${question.id}`;
      const radio = element("input", { type: "radio", name, value: anchor.score, id: `${name}-${anchor.score}`,
        onchange: () => this.change(question.id, (mine) => { mine.score = anchor.score; }) });
      const label = element("label", { htmlFor: radio.id }, element("b", { textContent: anchor.score }));
      label.append(html("span", "says", anchor.text));
      const note = this.area(`Seen or heard that speaks for ${anchor.score}`, (text) =>
        this.change(question.id, (mine) => { mine.notes[anchor.score] = text; }));
      view.radios[anchor.score] = radio;
      view.notes[anchor.score] = note.field;
      group.append(element("div", { className: "anchor" }, radio, label, note.whole));
    }
    const evidence = this.area("Evidence, in the candidate's words", (text) =>
      this.change(question.id, (mine) => { mine.evidence = text; }), 3);
    view.evidence = evidence.field;
    view.warning = element("p", { className: "warning" });
    view.clear = element("button", { type: "button", className: "quiet", textContent: "Take the score away", onclick: () =>
      this.change(question.id, (mine) => { mine.score = null; }) });
    group.append(evidence.whole, view.warning, view.clear);
    return group;
  }

  area(title, typed, rows = 1) {
    const field = element("textarea", { rows, maxLength: 8000, oninput: () => { typed(field.value); this.grow(field); } });
    const whole = element("label", { className: "note" }, element("span", { textContent: title }), field);
    return { field, whole };
  }
  grow(field) {
    field.style.height = "auto";
    if (field.scrollHeight) field.style.height = `${field.scrollHeight + 2}px`;
  }

  notAsked(id, view) {
    const note = this.area("Not asked, because", (text) => this.change(id, (mine) => { mine.not_asked = text; }));
    view.notAsked = note.field;
    return note.whole;
  }

  turns(place) {
    const last = this.data.questions.length - 1;
    const turn = (text, to) => element("button", { type: "button", textContent: text, onclick: () => this.go(to, true) });
    return element("div", { className: "turns" },
      place > 0 ? turn("← Previous question", place - 1) : null, place < last ? turn("Next question →", place + 1) : null);
  }

  go(place, jump = false) {
    this.at = place;
    const question = this.data.questions[place];
    const view = this.views[question.id];
    this.body.replaceChildren(view.whole);
    for (const [other, item] of this.data.questions.entries()) {
      const { step } = this.views[item.id];
      if (other === place) step.setAttribute("aria-current", "step"); else step.removeAttribute("aria-current");
    }
    this.fill(question.id);
    this.tick();
    if (jump) this.root.scrollIntoView({ block: "start" });
  }

  fill(id) {
    const [mine, view] = [this.entries[id], this.views[id]];
    const put = (field, text) => {
      const now = text ?? "";
      if (field.value.trim() !== now.trim()) {
        const [old, at] = [field.value, field.selectionStart];
        field.value = now;
        if (this.root.getRootNode().activeElement === field) {
          const caret = moved(old, now, at);
          field.setSelectionRange(caret, caret);
        }
      }
      this.grow(field);
    };
    put(view.evidence, mine.evidence);
    put(view.notAsked, mine.not_asked);
    for (const [anchor, field] of Object.entries(view.notes)) put(field, mine.notes[anchor]);
    this.show(id);
  }

  show(id) {
    const [mine, view] = [this.entries[id], this.views[id]];
    const question = this.data.questions.find((item) => item.id === id);
    for (const [score, radio] of Object.entries(view.radios)) radio.checked = Number(score) === mine.score;
    view.clear.hidden = mine.score === null || this.data.closed;
    const seen = [mine.evidence, ...Object.values(mine.notes)].map((text) => text.trim()).join("");
    const need = this.data.evidence;
    const most = mine.hints ? this.data.after_hint[Math.min(mine.hints, this.data.after_hint.length) - 1] : 4;
    const says = [];
    if (mine.score !== null && ([...seen].length < need.characters || letters(seen) < need.letters))
      says.push(`A score without evidence is not taken: write what the candidate said or did, in ${need.enough}.`);
    if (mine.score !== null && mine.score > most) says.push(`After ${mine.hints === 1 ? "a hint" : `${mine.hints} hints`} ${most} is the most.`);
    if (mine.score !== null && mine.not_asked.trim()) says.push("Scored and marked as not asked: take one of them away.");
    if (this.data.refused[id]) says.push(this.data.refused[id]);
    view.warning.textContent = says.join(" ");
    const done = (mine.score !== null && !says.length) || (mine.score === null && mine.not_asked.trim());
    view.step.className = done ? "done" : mine.score !== null || seen ? "begun" : "";
    if (view.hints) {
      // All can be read before one is given, each with what it costs: on this screen sits no candidate.
      view.hints.replaceChildren(...question.hints.map((hint, place) => {
        const given = place < mine.hints;
        const line = html("li", given ? "given" : "", hint.text);
        line.append(element("em", { textContent: given ? `Given: ${hint.most} at most.` : `If you give it: ${hint.most} at most.` }));
        return line;
      }));
      view.give.hidden = mine.hints >= question.hints.length || this.data.closed;
      view.give.textContent = `I gave hint ${mine.hints + 1}`;
      view.back.hidden = mine.hints === 0 || this.data.closed;
    }
  }

  lock() {
    this.play.hidden = Boolean(this.data.closed);
    for (const view of Object.values(this.views)) {
      const closed = Boolean(this.data.closed);
      for (const field of [view.evidence, view.notAsked, ...Object.values(view.notes)]) field.readOnly = closed;
      for (const radio of Object.values(view.radios)) radio.disabled = closed;
    }
    for (const id of Object.keys(this.views)) this.show(id);
  }

  say() {
    const waiting = this.dirty().length;
    if (!waiting) this.pushed = null;
    const late = this.lost || (this.pushed && Date.now() - this.pushed > AGAIN_MS);
    const notes = waiting === 1 ? "1 question" : `${waiting} questions`;
    let words = "Everything is saved.";
    if (this.data.closed) words = waiting ? `${this.data.closed} ${notes} written since are kept on this device only.` : this.data.closed;
    else if (waiting && (late || !navigator.onLine)) words = `Not connected. Notes on ${notes} are kept on this device and saved as soon as the connection is back.`;
    else if (waiting) words = "Saving …";
    else if (this.lost) words = "Not connected. What you write is kept on this device until the connection is back.";
    if (this.status.textContent !== words) this.status.textContent = words;
    const look = this.lost || (waiting && (late || !navigator.onLine || this.data.closed));
    this.status.className = look ? "status look" : "status";
  }

  // ---- the clock -----------------------------------------------------------------------------------------------
  toggle() {
    const now = Date.now();
    if (!this.clock) this.clock = { begun: now, paused: null, gone: 0 };
    else if (this.clock.paused) {
      this.clock.gone += now - this.clock.paused;
      this.clock.paused = null;
    } else this.clock.paused = now;
    this.remember();
    this.tick();
  }
  minutes() {
    if (!this.clock) return null;
    return Math.max(0, ((this.clock.paused ?? Date.now()) - this.clock.begun - this.clock.gone) / 60000);
  }
  tick() {
    if (!this.root.isConnected && this.drawn) return this.stop();
    this.drawn = this.root.isConnected;
    const gone = this.minutes();
    const question = this.data.questions[this.at];
    const plan = `question ${this.at + 1} is planned for minute ${question.starts} to ${question.ends}`;
    if (gone === null) {
      this.time.textContent = `${this.data.minutes} minutes; ${plan}`;
      this.play.textContent = "Start the clock";
    } else {
      const whole = Math.floor(gone);
      const seconds = String(Math.floor((gone - whole) * 60)).padStart(2, "0");
      const over = Math.floor(gone - Number(question.ends));
      const late = over >= 1 ? `, ${over} min over` : "";
      this.time.textContent = `${whole}:${seconds} of ${this.data.minutes} min; ${plan}${late}`;
      this.time.className = over >= 1 ? "time look" : "time";
      this.play.textContent = this.clock.paused ? "Go on" : "Pause";
    }
    if (this.pushed) this.say();
  }
}

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const root = parentElement.querySelector(".card");
  if (!root || !data) return;
  const send = (typed) => setTriggerValue("typed", typed);
  if (root.card?.data.card === data.card) {
    root.card.send = send;
    root.card.take(data);
    return;
  }
  root.card?.stop();
  root.card = new Card(root, data, send);
}
