// What somebody typed into a form, kept in this browser alone: a reload gives it back, no server holds it.
// The page asks once what is kept; from then on it says what to keep. An empty text forgets it, none leaves it.
// Where another tab has kept something since, the page is sent that first, to join it with what stands in this tab.
// A server that was started anew asks again.

const read = (name) => {
  try { return localStorage.getItem(name) ?? ""; } catch { return ""; }
};
const write = (name, text) => {
  try {
    if (text) localStorage.setItem(name, text);
    else localStorage.removeItem(name);
  } catch { /* a browser that keeps nothing loses what a reload loses anyway */ }
};

const last = new Map(); // by name: what this tab read or wrote
const waiting = new Map(); // by name: until when the page may join

// The page joins both and says what to keep; where that is what it had said, it doesn't say it again.
const joined = (name, text) => {
  clearTimeout(waiting.get(name));
  waiting.set(name, setTimeout(() => {
    if (read(name) !== last.get(name)) return;
    write(name, text);
    last.set(name, text);
  }, 3000));
};

const keep = (name, text, send) => {
  const now = read(name);
  if (now !== last.get(name) && now !== text && now) {
    if (!text) return; // this tab says nothing: what another kept stays
    last.set(name, now);
    send(now);
    joined(name, text);
    return;
  }
  clearTimeout(waiting.get(name));
  write(name, text);
  last.set(name, text);
};

// Somebody left in another tab: what stands in this one is theirs, too.
addEventListener("storage", (event) => {
  if (event.key === "touchstone-left" && event.newValue) location.reload();
});

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  if (!data) return;
  const send = (text) => setTriggerValue("kept", { text });
  if (data.asked) {
    parentElement.asked = false;
    if (data.text !== null) keep(data.name, data.text, send);
  } else if (!parentElement.asked) {
    parentElement.asked = true;
    last.set(data.name, read(data.name));
    send(last.get(data.name));
  }
}
