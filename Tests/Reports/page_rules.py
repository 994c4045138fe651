"""What holds for every page, whatever stands on it: each rule names what breaks it."""

# Text is measured against what lies behind it, after WCAG 2.1: 4.5, or 3 for large letters.
# Lines, bars, dots and the borders of fields need 3.
CONTRAST = """
() => {
  const parse = text => {
    const parts = (text.match(/[\\d.]+/g) || []).map(Number);
    return parts.length < 3 ? null : [...parts.slice(0, 3), parts.length > 3 ? parts[3] : 1];
  };
  const over = (top, below) => top.slice(0, 3)
    .map((part, index) => part * top[3] + below[index] * (1 - top[3])).concat(1);
  const luminance = color => color.slice(0, 3).map(part => part / 255)
    .map(part => part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
    .reduce((sum, part, index) => sum + part * [0.2126, 0.7152, 0.0722][index], 0);
  const ratio = (one, other) => {
    const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };
  const behind = node => {
    const layers = [];
    for (let one = node; one; one = one.parentElement) {
      const color = parse(getComputedStyle(one).backgroundColor);
      if (color && color[3] > 0) layers.push(color);
    }
    const canvas = matchMedia('(prefers-color-scheme: dark)').matches ? [18, 18, 18, 1]
      : [255, 255, 255, 1];
    return layers.reverse().reduce((below, layer) => over(layer, below), canvas);
  };
  const worst = new Map();
  const check = (what, color, back, wanted, sample) => {
    if (!color || color[3] === 0) return;
    const value = ratio(over(color, back), back);
    const known = worst.get(what);
    if (!known || value < known.value) worst.set(what, { what, value, wanted, sample });
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode, node = text.parentElement;
    if (!text.data.trim() || ['SCRIPT', 'STYLE', 'TITLE', 'DESC', 'OPTION'].includes(
      node.tagName.toUpperCase()) || node.disabled || !node.getClientRects().length) continue;
    const style = getComputedStyle(node);
    const size = parseFloat(style.fontSize), isBold = Number(style.fontWeight) >= 600;
    const isLarge = size >= 24 || (isBold && size >= 18.66);
    check('text ' + node.tagName.toLowerCase() + '.' + (node.getAttribute('class') || ''),
      parse(node.ownerSVGElement ? style.fill : style.color), behind(node), isLarge ? 3 : 4.5,
      text.data.trim().slice(0, 20));
  }
  for (const field of document.querySelectorAll('.filters input, .filters select')) {
    const style = getComputedStyle(field);
    check('border ' + field.tagName, parse(style.borderTopColor), behind(field.parentElement), 3, '');
    check('placeholder', parse(getComputedStyle(field, '::placeholder').color), behind(field), 4.5, '');
  }
  for (const shape of document.querySelectorAll(
    'svg .line, svg .bar, svg .bullet, svg .pace, svg .goal, svg .dot, svg .target')) {
    const style = getComputedStyle(shape);
    const name = shape.getAttribute('class');
    check('shape ' + name, parse(style.stroke !== 'none' ? style.stroke : style.fill), behind(shape), 3, '');
  }
  return [...worst.values()];
}
"""

# What is wider than the window, or a chart's text beyond the chart; what scrolls by itself may be.
OVERFLOW = """
() => {
  const found = [];
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth > width) found.push('the page scrolls sideways');
  const scrolls = node => {
    for (let one = node.parentElement; one; one = one.parentElement) {
      if (['auto', 'scroll'].includes(getComputedStyle(one).overflowX)) return true;
    }
    return false;
  };
  for (const node of document.body.querySelectorAll('*')) {
    const box = node.getBoundingClientRect();
    if (!box.width || node.ownerSVGElement) continue;
    if ((box.right > width + 1 || box.left < -1) && !scrolls(node)) {
      found.push(`${node.tagName}.${node.getAttribute('class') || ''} ${box.left}–${box.right}`);
    }
  }
  for (const svg of document.querySelectorAll('svg.chart')) {
    const { x, y, width, height } = svg.viewBox.baseVal;
    for (const text of svg.querySelectorAll('text')) {
      const box = text.getBBox();
      if (box.x < x - 1 || box.x + box.width > x + width + 1 || box.y < y - 3
        || box.y + box.height > y + height + 3) {
        found.push(`chart text “${text.textContent}” beyond its chart`);
      }
    }
  }
  return found;
}
"""

# Text that leaves its cell, and so stands over another one.
CELLS = """
() => {
  const found = [];
  for (const cell of document.querySelectorAll('td, th')) {
    // An opened clue's cell holds parts that scroll by themselves.
    if (cell.querySelector(':scope > div')) continue;
    const box = cell.getBoundingClientRect();
    const spans = cell.querySelectorAll(':scope > span');
    for (const part of spans.length ? spans : [cell]) {
      if (!box.width || !part.textContent.trim() || !part.getClientRects().length) continue;
      const range = document.createRange();
      range.selectNodeContents(part);
      const text = range.getBoundingClientRect();
      if (text.right > box.right + 1 || text.left < box.left - 1) {
        found.push(`${cell.closest('table').getAttribute('aria-labelledby')}: `
          + `“${part.textContent}” ${text.width} > ${box.width}`);
      }
    }
  }
  return found;
}
"""

# A chart says what it shows, in words as well, and where that comes from.
CHARTS = """
() => [...document.querySelectorAll('svg.chart')].map(svg => {
  const named = svg.getAttribute('aria-labelledby').split(' ')
    .map(id => document.getElementById(id)?.textContent.trim());
  const figure = svg.closest('figure');
  return {
    title: figure.querySelector('figcaption').textContent.trim(), named,
    note: figure.querySelector('.note').textContent.trim(), role: svg.getAttribute('role'),
  };
})
"""


def check(case, opened, width):
    """Overflow, charts, requests and complaints of a page at one width."""
    case.assertEqual(opened.page.evaluate(OVERFLOW), [], f"at {width} px")
    case.assertEqual(opened.page.evaluate(CELLS), [], f"at {width} px")
    for chart in opened.page.evaluate(CHARTS):
        case.assertEqual(chart["named"][0], chart["title"])
        case.assertTrue(all(chart["named"]), chart)
        case.assertIn(chart["role"], ("img", "group"))
        case.assertTrue(chart["note"], chart["title"])
    case.assertEqual(opened.foreign_requests, [])
    case.assertEqual(opened.complaints, [])


def check_contrast(case, opened):
    """Every text and every mark of the page can be told from what lies behind it."""
    found = opened.page.evaluate(CONTRAST)
    case.assertGreater(len(found), 20)
    weak = [f"{one['what']} “{one['sample']}” {one['value']:.2f} < {one['wanted']}"
            for one in found if one["value"] < one["wanted"]]
    case.assertEqual(weak, [])
    return min(one["value"] for one in found if one["what"].startswith("text"))
