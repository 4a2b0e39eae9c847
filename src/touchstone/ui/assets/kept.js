// What somebody typed into a form, kept in this browser alone: a reload gives it back, no server holds it.
// The page asks once what is kept; from then on it says what to keep. An empty text forgets it.

const read = (name) => {
  try { return localStorage.getItem(name) ?? ""; } catch { return ""; }
};
const write = (name, text) => {
  try {
    if (text) localStorage.setItem(name, text);
    else localStorage.removeItem(name);
  } catch { /* a browser that keeps nothing loses what a reload loses anyway */ }
};

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  if (!data) return;
  if (data.asked) {
    write(data.name, data.text);
  } else if (!parentElement.asked) {
    parentElement.asked = true;
    setTriggerValue("kept", { text: read(data.name) });
  }
}
