// The table of clues: sorts, filters, searches, keeps its filter in the address, shows the sum of
// what is shown, and opens a clue's evidence in place. Without it the plain rows stay as they are.
(function () {
  const source = document.getElementById("clue-data");
  const table = document.querySelector("table.clues");
  if (!source || !table) return;
  const data = JSON.parse(source.textContent);
  const words = data.words;
  const tools = clueTools(data);
  const { text, fill, make, group, money } = tools;
  const clues = data.clues.map((row, rank) => ({
    rank, id: text(row[0]), severity: text(row[1]), monitor: text(row[2]), region: text(row[3]),
    institution: text(row[4]), institutionName: text(row[5]), status: text(row[6]),
    unit: text(row[7]), fen: row[8], observed: row[9], reference: row[10], ratio: row[11],
    quantity: row[12], lower: row[13], upper: row[14], kind: row[24], row,
  }));
  const lines = (clue, column) => clue.row[15][column].map(text);

  // MARK: what is wanted, kept in the address

  const facets = ["severity", "monitor", "region", "institution", "status"];
  const sortKeys = [
    null, (clue) => lines(clue, 1)[0], (clue) => lines(clue, 2)[0], (clue) => clue.observed,
    (clue) => clue.reference, (clue) => clue.ratio, (clue) => clue.quantity, (clue) => clue.fen,
    (clue) => lines(clue, 8)[0],
  ];
  const chunk = 100;
  const opened = new Set();
  let wanted = {}, shown = [], limit = chunk;

  /// Reads the address; says which clue it points at, "" for the table, null for neither.
  function readAddress() {
    const [name, query] = location.hash.slice(1).split("?");
    const target = name.startsWith("clue-") ? name.slice(5) : null;
    if (target === null && name !== "clues") return null;
    wanted = {};
    for (const [key, value] of new URLSearchParams(query || "")) {
      if (facets.includes(key) || ["q", "sort", "order"].includes(key)) wanted[key] = value;
    }
    if (target === null) return query ? "" : null;
    opened.add(target);
    return target;
  }

  function writeAddress() {
    const query = new URLSearchParams(Object.entries(wanted).filter(([, value]) => value));
    history.replaceState(null, "", "#clues" + (query.size ? "?" + query : ""));
  }

  function choose() {
    const parts = (wanted.q || "").toLowerCase().split(/\s+/).filter(Boolean);
    const say = (clue) => (clue.words ??= [...clue.row[15].flat(), clue.row[17]]
      .map(text).join(" ").toLowerCase());
    // What a clue has no value for is asked for by a dash.
    shown = clues.filter((clue) =>
      facets.every((facet) => !wanted[facet] || (clue[facet] || "-") === wanted[facet])
      && parts.every((part) => say(clue).includes(part)));
    const key = sortKeys[wanted.sort];
    if (!key) return;
    const collator = new Intl.Collator(document.documentElement.lang);
    const sign = wanted.order === "desc" ? -1 : 1;
    shown = shown.map((clue) => [key(clue), clue]).sort(([a, left], [b, right]) => {
      const missing = (a === null) - (b === null);
      const order = a === null || b === null ? 0
        : typeof a === "string" ? collator.compare(a, b) : a - b;
      return missing || order * sign || left.rank - right.rank;
    }).map(([, clue]) => clue);
  }

  function summary() {
    if (!shown.length) return words.none;
    const sums = data.kinds.map(() => 0);
    for (const { kind, fen } of shown) if (kind !== null) sums[kind] += fen;
    const warned = shown.filter((clue) => clue.severity === "warn").length;
    const parts = [
      fill(shown.length === 1 ? "countOne" : "count", { n: group(shown.length), w: group(warned) }),
    ];
    sums.forEach((sum, kind) => {
      if (!sum) return;
      parts.push(fill("sumOf", { k: data.kinds[kind], m: money(sum), c: data.currency }));
    });
    return parts.join(" · ");
  }

  // MARK: rows

  const heads = [...table.tHead.rows[0].cells];
  const headings = heads.map((head) => head.textContent);
  const numbers = heads.map((head) => head.classList.contains("n"));
  const body = table.tBodies[0];
  const detail = clueDetails(data, headings, tools);

  function row(clue) {
    const tr = make("tr", "clue");
    tr.id = "clue-" + clue.id;
    clue.row[15].forEach((cell, column) => {
      const td = make("td", numbers[column] ? "n" : "", undefined, tr);
      td.dataset.label = headings[column];
      if (column === 0) make("button", "open", undefined, td).type = "button";
      cell.forEach((line, index) => {
        const style = column > 0 ? (index ? "note" : "")
          : ["tag " + clue.severity, "", "note", "note"][index];
        make("span", style, text(line), td);
      });
    });
    mark(tr, clue, false);
    return tr;
  }

  function mark(tr, clue, isOpen) {
    const button = tr.querySelector("button");
    tr.classList.toggle("opened", isOpen);
    button.setAttribute("aria-expanded", String(isOpen));
    button.setAttribute("aria-label", fill(isOpen ? "close" : "open", { p: lines(clue, 1)[0] }));
  }

  function toggle(tr) {
    const clue = clues.find((one) => "clue-" + one.id === tr.id);
    const isOpen = !opened.delete(clue.id);
    if (isOpen) {
      opened.add(clue.id);
      tr.after(detail(clue));
    } else {
      tr.nextElementSibling.remove();
    }
    mark(tr, clue, isOpen);
  }

  /// Adds rows up to the limit; the browser is spared thousands that nobody has scrolled to.
  function grow() {
    const rows = document.createDocumentFragment();
    for (const clue of shown.slice(body.querySelectorAll("tr.clue").length, limit)) {
      const tr = rows.appendChild(row(clue));
      if (!opened.has(clue.id)) continue;
      mark(tr, clue, true);
      rows.appendChild(detail(clue));
    }
    body.append(rows);
    more.hidden = shown.length <= limit;
    more.textContent = fill("more", { n: group(Math.max(0, shown.length - limit)) });
  }

  function render() {
    choose();
    limit = chunk;
    body.replaceChildren();
    grow();
    sum.textContent = summary();
    const rest = shown.length - data.printed;
    notPrinted.textContent =
      rest > 0 ? fill("notPrinted", { n: group(data.printed), r: group(rest) }) : "";
    for (const facet of facets) fields[facet].value = wanted[facet] || "";
    if (document.activeElement !== fields.q) fields.q.value = wanted.q || "";
    reset.disabled = !Object.values(wanted).some(Boolean);
    heads.forEach((head, column) => {
      const isSorted = column === Number(wanted.sort) && wanted.sort !== undefined;
      const order = wanted.order === "desc" ? "descending" : "ascending";
      if (isSorted) head.setAttribute("aria-sort", order);
      else head.removeAttribute("aria-sort");
    });
  }

  function change(key, value) {
    if (value) wanted[key] = value;
    else delete wanted[key];
    writeAddress();
    render();
  }

  // MARK: the bar above the table

  const fields = {};
  const bar = make("form", "filters");
  bar.setAttribute("role", "search");
  bar.setAttribute("aria-label", words.filters);
  bar.addEventListener("submit", (event) => event.preventDefault());

  function label(key, field) {
    const node = make("div", key === "q" ? "wide" : "", undefined, bar);
    field.id = "filter-" + key;
    make("label", "", words[key === "q" ? "search" : key], node).htmlFor = field.id;
    node.appendChild(field);
    fields[key] = field;
  }

  function search() {
    const field = make("input");
    field.type = "search";
    field.placeholder = words.searchHint;
    field.addEventListener("input", () => change("q", field.value));
    label("q", field);
  }

  function choice(facet, names) {
    const field = make("select");
    make("option", "", words.all, field).value = "";
    const known = new Set(clues.map((clue) => clue[facet] || "-"));
    for (const [code, name] of names) {
      if (known.has(code)) make("option", "", name, field).value = code;
    }
    field.addEventListener("change", () => change(facet, field.value));
    label(facet, field);
  }

  function places(facet, name, missing) {
    const found = new Map(clues.map((clue) => [clue[facet] || "-", name(clue) || missing]));
    const collator = new Intl.Collator(document.documentElement.lang);
    return [...found].sort(([a, left], [b, right]) =>
      (a === "-") - (b === "-") || collator.compare(left, right));
  }

  search();
  choice("severity", data.severities);
  choice("monitor", data.monitors);
  choice("region", places("region", (clue) => clue.region, words.noRegion));
  choice("institution", places("institution", (clue) => clue.institutionName, words.noInstitution));
  choice("status", data.statuses);
  const reset = make("button", "", words.reset, bar);
  reset.type = "button";
  reset.addEventListener("click", () => {
    wanted = {};
    fields.q.value = "";
    writeAddress();
    render();
  });
  const sum = make("p", "sum");
  sum.setAttribute("role", "status");
  const sumNote = make("p", "note", words.sumNote);
  const more = make("button", "more");
  more.type = "button";
  more.addEventListener("click", () => {
    limit += chunk * 5;
    grow();
  });
  const notPrinted = make("p", "note printed");
  const frame = table.parentElement;
  frame.before(bar, sum, sumNote);
  frame.after(more, notPrinted);
  frame.classList.add("live");
  for (const node of document.querySelectorAll(".plain-only")) node.remove();

  heads.forEach((head, column) => {
    const button = make("button", "", headings[column]);
    button.type = "button";
    button.title = fill("sortBy", { h: headings[column] });
    button.addEventListener("click", () => {
      const first = numbers[column] ? "desc" : "asc";
      const isSorted = wanted.sort === String(column);
      // By turns: the useful way, the other way, as ranked.
      const isLast = column === 0 || (isSorted && wanted.order !== first);
      wanted.order = isLast ? "" : isSorted ? (first === "desc" ? "asc" : "desc") : first;
      change("sort", isLast ? "" : String(column));
    });
    head.replaceChildren(button);
  });

  body.addEventListener("click", (event) => {
    const tr = event.target.closest("tr.clue");
    if (tr && !String(getSelection())) toggle(tr);
  });
  new IntersectionObserver((entries) => {
    if (more.hidden || !entries.some((entry) => entry.isIntersecting)) return;
    limit += chunk;
    grow();
  }, { rootMargin: "600px" }).observe(more);
  addEventListener("beforeprint", () => {
    limit = Math.max(limit, data.printed);
    grow();
  });

  function follow() {
    const target = readAddress();
    render();
    if (target === null) return;
    const place = shown.findIndex((clue) => clue.id === target);
    if (place >= limit) {
      limit = place + 1;
      grow();
    }
    (document.getElementById("clue-" + target) || bar).scrollIntoView();
  }
  addEventListener("hashchange", follow);
  follow();
})();
