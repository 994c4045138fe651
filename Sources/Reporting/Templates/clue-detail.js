// What opens below a clue: its charts, and the facts and purchase lines it stands on.
function clueDetails(data, headings, { text, fill, make, price, inUnit, tickText }) {
  const words = data.words;
  const months = (() => {
    const [year, month] = data.month.split("-").map(Number);
    return Array.from({ length: 12 }, (_, index) => {
      const count = year * 12 + month - 1 - 11 + index;
      return `${Math.floor(count / 12)}-${String(count % 12 + 1).padStart(2, "0")}`;
    });
  })();

  function payments(clue) {
    const product = clue.row[21] === null ? null : data.products[clue.row[21]];
    if (!product) return [];
    const result = [];
    for (let index = 0; index < product[0].length; index += 2) {
      const [code, name, region] = data.institutions[product[0][index]].map(text);
      const isMarked = clue.institution
        ? code === clue.institution : clue.region !== "" && region === clue.region;
      result.push({ name, price: product[0][index + 1], isMarked });
    }
    return result.sort((left, right) => left.price - right.price);
  }

  function figure(parent, title, svg, note) {
    const node = make("figure", "", undefined, parent);
    make("figcaption", "", title, node);
    node.appendChild(svg);
    make("p", "note", note, node);
  }

  function institutionsFigure(parent, clue) {
    const paid = payments(clue);
    if (paid.length < 2) return;
    const title = fill("institutionsTitle", { m: data.month, c: data.currency });
    const marks = paid.filter((payment) => payment.isMarked);
    let description = fill("institutionsText", {
      n: paid.length, a: price(paid[0].price), b: price(paid[paid.length - 1].price),
    });
    let note = words.institutionsNote;
    if (marks.length === 1) {
      const mark = fill("marked", {
        i: marks[0].name, p: price(marks[0].price), k: paid.indexOf(marks[0]) + 1,
      });
      description += " " + mark;
      note = mark + (words.stop) + note;
    } else if (marks.length > 1) {
      note = fill("markedRegion", { r: clue.region }) + words.stop + note;
    }
    figure(parent, title, clueCharts.institutions(
      `prices-${clue.id}`, title, description, { ...clue, payments: paid }, tickText(clue.unit),
      words), note);
  }

  function historyFigure(parent, clue) {
    const own = clue.row[20];
    const known = own.map((value, index) => [value, months[index]])
      .filter(([value]) => value !== null);
    if (known.length < 2) return;
    const say = inUnit(clue.unit);
    const isPrice = clue.unit === "price";
    const title = fill(isPrice ? "historyPrice" : "historyShare", { c: data.currency });
    const series = [{ name: words.own, values: own, style: "marked" }];
    const product = clue.row[21] === null ? null : data.products[clue.row[21]];
    const isOfAll = !clue.institution && !clue.region;
    if (isPrice && product && !isOfAll) {
      series.unshift({ name: words.average, values: product[1], style: "peer" });
    }
    const [first, last] = [known[0], known[known.length - 1]];
    const description = fill("historyText", {
      a: first[1], x: say(first[0]), b: last[1], y: say(last[0]),
    });
    figure(parent, title, clueCharts.history(
      `history-${clue.id}`, title, description, months, series,
      clue.unit === "count" ? null : clue.reference, tickText(clue.unit)),
      (series.length > 1 ? words.historyNote : words.historyNoteOwn));
  }

  function facts(parent, clue) {
    const list = make("dl", "", undefined, parent);
    const add = (label, content) => {
      if (!content) return;
      make("dt", "", label, list);
      make("dd", "", content, list);
    };
    clue.row[15].forEach((cell, column) => {
      if (column > 0) add(headings[column], cell.map(text).filter(Boolean).join(words.comma));
    });
    add(words.method, text(clue.row[16]));
    add(words.decision, text(clue.row[17]));
    add(words.identifier, clue.id);
  }

  function evidence(parent, clue) {
    make("h4", "", words.evidence, parent);
    const list = make("ul", "", undefined, parent);
    const places = clue.row[18];
    for (let index = 0; index < places.length; index += 2) {
      make("li", "", `${text(places[index])}:${places[index + 1]}`, list);
    }
    const rest = clue.row[19] - places.length / 2;
    if (rest > 0) make("p", "note", fill("evidenceMore", { n: rest }), parent);
    const explain = make("p", "note", words.explain, parent);
    make("code", "", `jicai explain ${clue.id}`, explain);
  }

  return function (clue) {
    const tr = make("tr", "detail");
    const td = make("td", "", undefined, tr);
    td.colSpan = headings.length;
    const grid = make("div", "evidence", undefined, td);
    const left = make("div", "", undefined, grid);
    const right = make("div", "", undefined, grid);
    facts(left, clue);
    evidence(left, clue);
    institutionsFigure(right, clue);
    historyFigure(right, clue);
    return tr;
  };
}
