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
    const kind = text(clue.row[25]);
    const isPrice = kind === "historyPrice";
    const unit = isPrice ? "price" : "share";
    const say = inUnit(unit);
    const title = fill(kind, { c: data.currency });
    const series = [{ name: words.own, values: own, style: "marked" }];
    const progress = clue.row[26];
    const product = clue.row[21] === null ? null : data.products[clue.row[21]];
    const isOfAll = !clue.institution && !clue.region;
    if (isPrice && product && !isOfAll) {
      series.unshift({ name: words.average, values: product[1], style: "peer" });
    } else if (progress.length) {
      series.unshift({ name: words.progress, values: progress, style: "peer" });
    }
    const [first, last] = [known[0], known[known.length - 1]];
    const description = fill("historyText", {
      a: first[1], x: say(first[0]), b: last[1], y: say(last[0]),
    });
    figure(parent, title, clueCharts.history(
      `history-${clue.id}`, title, description, months, series,
      clue.unit === "count" || progress.length ? null : clue.reference, tickText(unit)),
      progress.length ? words.historyNoteProgress : clue.unit === "count"
        ? words.historyNoteCount : series.length > 1 ? words.historyNote : words.historyNoteOwn);
  }

  function facts(parent, clue) {
    const list = make("dl", "", undefined, parent);
    const add = (label, content) => {
      if (!content) return;
      make("dt", "", label, list);
      make("dd", "", content, list);
    };
    const reasons = clue.row[22];
    for (let index = 0; index < reasons.length; index += 2) {
      add(text(reasons[index]), text(reasons[index + 1]));
    }
    for (const column of [1, 2, 3, 6]) {
      const label = column === 6 && isContract(clue) ? words.contracted : headings[column];
      add(label, clue.row[15][column].map(text).filter(Boolean).join(words.comma));
    }
    add(words.step, text(clue.row[15][8][0]));
    add(words.decision, text(clue.row[17]));
    add(words.identifier, clue.id);
  }

  const isContract = (clue) => text(clue.row[25]) === "historyCompletion";

  // The lines it stands on, with what they say where that was read back.
  function evidence(parent, clue) {
    make("h4", "", isContract(clue) ? words.evidenceContract : words.evidence, parent);
    const places = clue.row[18];
    const quotes = clue.row[23].map((quote) => (quote ? quote.map(text) : []));
    const known = data.quoted.map((_, column) => column)
      .filter((column) => quotes.some((quote) => quote[column]));
    const frame = make("div", "lines", undefined, parent);
    const table = make("table", "", undefined, frame);
    const head = make("tr", "", undefined, make("thead", "", undefined, table));
    [words.line, ...known.map((column) => data.quoted[column])].forEach((label, index) => {
      make("th", index > 0 && known[index - 1] > 1 ? "n" : "", label, head).scope = "col";
    });
    const body = make("tbody", "", undefined, table);
    quotes.forEach((quote, index) => {
      const row = make("tr", "", undefined, body);
      const line = places[2 * index + 1];
      const place = `${text(places[2 * index])}:${Math.abs(line)}`;
      make("td", "", line < 0 ? place + words.peer : place, row);
      for (const column of known) make("td", column > 1 ? "n" : "", quote[column] || "", row);
    });
    const rest = clue.row[19] - places.length / 2;
    if (rest > 0) make("p", "note", fill("evidenceMore", { n: rest }), parent);
    if (known.length) make("p", "note", words.quotedNote, parent);
    const explain = make("p", "note", words.explain, parent);
    make("code", "", `jicai explain ${clue.id}${data.explain}`, explain);
  }

  return function (clue) {
    const tr = make("tr", "detail");
    const td = make("td", "", undefined, tr);
    td.colSpan = headings.length;
    const grid = make("div", "evidence", undefined, td);
    const left = make("div", "", undefined, grid);
    const right = make("div", "", undefined, grid);
    facts(left, clue);
    institutionsFigure(right, clue);
    historyFigure(right, clue);
    evidence(make("div", "whole", undefined, grid), clue);
    return tr;
  };
}
