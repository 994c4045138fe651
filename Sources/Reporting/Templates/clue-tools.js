// Words, numbers and elements, as all parts of the clue table need them.
function clueTools(data) {
  // A text that occurs often stands in the list, and its place stands for it.
  const text = (value) => (typeof value === "number" ? data.strings[value] : value);
  const fill = (key, values) => data.words[key].replace(/\{(\w)\}/g, (_, name) => values[name]);

  function make(name, className, content, parent) {
    const node = document.createElement(name);
    if (className) node.className = className;
    if (content !== undefined) node.textContent = content;
    if (parent) parent.appendChild(node);
    return node;
  }

  // Numbers read the same under every locale, as in the plain rows.
  const group = (digits) => String(digits).replace(/\B(?=(\d{3})+$)/g, ",");
  const money = (fen) => group(Math.floor(fen / 100)) + "." + String(fen % 100).padStart(2, "0");
  const price = (value) => {
    const places = Math.abs(value) < 0.1 ? 6 : Math.abs(value) < 100 ? 4 : 2;
    const [whole, cents] = value.toFixed(places).replace(/(\.\d\d\d*?)0+$/, "$1").split(".");
    return group(whole) + "." + cents;
  };
  const percent = (value) => (value * 100).toFixed(2) + "%";
  const inUnit = (unit) => (unit === "share" ? percent : price);
  const tickText = (unit) => (value) =>
    unit === "share" ? `${+(value * 100).toFixed(2)}%` : String(+value.toPrecision(6));

  return { text, fill, make, group, money, price, inUnit, tickText };
}
