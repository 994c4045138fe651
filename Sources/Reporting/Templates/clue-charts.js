// The two charts of an opened clue: its product's price at every institution, and its year.
// Colours come from the page's style sheet by class, as in all other charts.
const clueCharts = (function () {
  const width = 460, left = 58, right = 446, top = 14, bottom = 158, height = 186;

  function element(name, attributes, parent, content) {
    const node = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const key in attributes) node.setAttribute(key, attributes[key]);
    if (content !== undefined) node.textContent = content;
    if (parent) parent.appendChild(node);
    return node;
  }

  // Round ticks round all values, as the charts of the report have them.
  function scale(values) {
    let low = Math.min(...values), high = Math.max(...values);
    if (low === high) {
      const pad = low === 0 ? 1 : Math.abs(low) * 0.1;
      low -= pad;
      high += pad;
    }
    const power = Math.pow(10, Math.floor(Math.log10((high - low) / 3)));
    const step = [1, 2, 2.5, 5, 10].map((f) => f * power).find((s) => s >= (high - low) / 3 * 0.999);
    const first = Math.floor(low / step), last = Math.ceil(high / step);
    const position = (value) =>
      bottom - (value / step - first) / (last - first) * (bottom - top);
    const ticks = [];
    for (let k = first; k <= last; k += 1) ticks.push(k * step);
    return { position, ticks };
  }

  function frame(id, title, description, values, tickText) {
    const svg = element("svg", {
      class: "chart", role: "img", viewBox: `0 0 ${width} ${height}`,
      "aria-labelledby": `${id}-t ${id}-d`,
    });
    element("title", { id: `${id}-t` }, svg, title);
    element("desc", { id: `${id}-d` }, svg, description);
    const { position, ticks } = scale(values);
    for (const tick of ticks) {
      const y = position(tick);
      element("line", { class: "grid", x1: left, x2: right, y1: y, y2: y }, svg);
      element("text", { class: "tick", x: left - 6, y: y + 4, "text-anchor": "end" }, svg,
        tickText(tick));
    }
    return { svg, position };
  }

  function dashed(svg, position, value) {
    const y = position(value);
    element("line", { class: "target s1", x1: left, x2: right, y1: y, y2: y }, svg);
  }

  // A dot an institution, lowest price first; those that the clue is about stand out.
  function institutions(id, title, description, clue, tickText, words) {
    const values = clue.payments.map((payment) => payment.price);
    if (clue.reference !== null) values.push(clue.reference);
    const { svg, position } = frame(id, title, description, values, tickText);
    const low = clue.lower === null ? bottom : Math.min(bottom, position(clue.lower));
    const high = clue.upper === null ? top : Math.max(top, position(clue.upper));
    if ((clue.lower !== null || clue.upper !== null) && low > high) {
      svg.insertBefore(
        element("rect", { class: "band", x: left, y: high, width: right - left, height: low - high }),
        svg.querySelector("line"));
    }
    if (clue.reference !== null) dashed(svg, position, clue.reference);
    const step = (right - left) / clue.payments.length;
    let mark = null;
    clue.payments.forEach((payment, index) => {
      const x = left + step * (index + 0.5), y = position(payment.price);
      const dot = element("circle", {
        class: payment.isMarked ? "dot marked" : "dot peer", cx: x, cy: y,
        r: payment.isMarked ? 5 : Math.max(1.8, Math.min(3.5, step / 2.4)),
      }, svg);
      element("title", {}, dot, `${payment.name} ${tickText(payment.price)}`);
      if (payment.isMarked) mark = { x, y, text: tickText(payment.price) };
    });
    if (mark && clue.payments.filter((payment) => payment.isMarked).length === 1) {
      const isRight = mark.x > (left + right) / 2;
      element("text", {
        class: "value", x: mark.x + (isRight ? -9 : 9), y: mark.y + 4,
        "text-anchor": isRight ? "end" : "start",
      }, svg, mark.text);
    }
    element("line", { class: "zero", x1: left, x2: right, y1: bottom, y2: bottom }, svg);
    element("text", { class: "tick", x: left, y: bottom + 18 }, svg, words.lowest);
    element("text", { class: "tick", x: right, y: bottom + 18, "text-anchor": "end" }, svg,
      words.highest);
    return svg;
  }

  // The clue's own months, and the average over all institutions in the background.
  function history(id, title, description, months, lines, reference, tickText) {
    const values = lines.flatMap((line) => line.values.filter((value) => value !== null));
    if (reference !== null) values.push(reference);
    const { svg, position } = frame(id, title, description, values, tickText);
    if (reference !== null) dashed(svg, position, reference);
    const step = (right - left - 8) / (months.length - 1);
    for (const line of lines) {
      let path = "", isDrawing = false;
      line.values.forEach((value, index) => {
        if (value === null) {
          isDrawing = false;
          return;
        }
        const x = left + 4 + step * index, y = position(value);
        path += `${isDrawing ? "L" : "M"}${x.toFixed(1)} ${y.toFixed(1)}`;
        isDrawing = true;
        const dot = element("circle", {
          class: `dot ${line.style}`, cx: x, cy: y, r: line.style === "peer" ? 1.6 : 2.6,
        }, svg);
        element("title", {}, dot, `${line.name} ${months[index]} ${tickText(value)}`);
      });
      svg.insertBefore(element("path", { class: `line ${line.style}`, d: path }),
        svg.querySelector("circle"));
    }
    months.forEach((month, index) => {
      if ((months.length - 1 - index) % 3) return;
      element("text", {
        class: "tick", x: left + 4 + step * index, y: bottom + 18,
        "text-anchor": index === months.length - 1 ? "end" : "middle",
      }, svg, month);
    });
    return svg;
  }

  return { institutions, history };
})();
