// Works out computed columns, totals and differences of a return as one types. The server does the same again: this is a
// convenience. Whole-number arithmetic throughout, rounded half up, so that both always agree.
(function () {
  "use strict";

  const NOT_AVAILABLE = "[x]";
  const NOT_APPLICABLE = "[z]";
  const SAME = "same";
  const NUMBER = /^([+−–-]?)([0-9]+)(?:\.([0-9]+))?$/;
  const GROUPED = /^[+−–-]?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?$/;
  const NIL_WORDS = ["nil", "[nil]", "nil return", "nothing to report"];
  const NOT_APPLICABLE_WORDS = ["[z]", "z", "not applicable"];
  const MAX_DIGITS = 12;

  // A number in units of its last decimal, or null where the text is none that the server would take.
  function scaled(text, decimals) {
    const bare = GROUPED.test(text) ? text.replaceAll(",", "") : text;
    const match = NUMBER.exec(bare);
    if (!match) return null;
    const part = (match[3] || "").replace(/0+$/, "");
    if (part.length > decimals || match[2].replace(/^0+/, "").length > MAX_DIGITS) return null;
    const number = BigInt(match[2] + part.padEnd(decimals, "0"));
    return match[1] && match[1] !== "+" && number !== 0n ? null : number;
  }

  function stateOfBlanks(input) {
    const row = input.closest("tr").querySelector("select");
    if (row && row.value) return row.value;
    const whole = document.getElementById("whole_state");
    return whole ? whole.value : "";
  }

  // What a cell says: its number, or null; and whether a number has no meaning there.
  function read(input) {
    if (!input) return { number: null, isApplicable: true };
    const typed = input.value.replace(/[\uFEFF\u200B]/g, "").replace(/[\u00A0\u202F]/g, " ").trim();
    const state = typed === "" ? stateOfBlanks(input) : "";
    if (state === "nil") return { number: 0n, isApplicable: true };
    const lower = typed.toLowerCase().replace(/\s*\[p\]$/, "").replace(/^([0-9.,]+)\s*p$/, "$1");
    if (NIL_WORDS.includes(lower)) return { number: 0n, isApplicable: true };
    if (state === "not_applicable" || NOT_APPLICABLE_WORDS.includes(lower)) return { number: null, isApplicable: false };
    return { number: scaled(lower, Number(input.dataset.decimals)), isApplicable: true };
  }

  function withCommas(digits) {
    return digits.replace(/\B(?=([0-9]{3})+$)/g, ",");
  }

  function printed(size, decimals) {
    const digits = size.toString().padStart(decimals + 1, "0");
    const whole = withCommas(digits.slice(0, digits.length - decimals));
    return decimals ? whole + "." + digits.slice(-decimals) : whole;
  }

  function signed(number, decimals) {
    if (number === 0n) return printed(0n, decimals);
    return (number > 0n ? "+" : "-") + printed(number < 0n ? -number : number, decimals);
  }

  // Tenths of a percent of part over base, a half going away from zero.
  function tenths(part, base) {
    const size = part < 0n ? -part : part;
    const rounded = (2n * size * 1000n + base) / (2n * base);
    return part < 0n ? -rounded : rounded;
  }

  function inputOf(row, column) {
    return row.querySelector('input[data-column="' + column + '"]');
  }

  function change(row, asPercent) {
    const current = read(inputOf(row, "current"));
    const previous = read(inputOf(row, "previous"));
    if (!current.isApplicable || !previous.isApplicable) return NOT_APPLICABLE;
    if (current.number === null || previous.number === null) return NOT_AVAILABLE;
    const difference = current.number - previous.number;
    if (!asPercent) return signed(difference, Number(inputOf(row, "current").dataset.decimals));
    if (previous.number === 0n) return NOT_APPLICABLE;
    return signed(tenths(difference, previous.number), 1) + "%";
  }

  function totalOf(grid, column) {
    let sum = 0n;
    for (const row of grid.querySelectorAll('tr[data-base="total"]')) {
      const value = read(inputOf(row, column)).number;
      if (value === null) return null;
      sum += value;
    }
    return sum;
  }

  function share(row, baseOf) {
    const key = row.dataset.base;
    if (!key) return NOT_APPLICABLE;
    const part = read(inputOf(row, "count")).number;
    const base = baseOf(key);
    if (part === null || base === null) return NOT_AVAILABLE;
    if (base === 0n) return NOT_APPLICABLE;
    return printed(tenths(part, base), 1) + "%";
  }

  function refreshDifferences(grid) {
    for (const place of grid.querySelectorAll("[data-before]")) {
      const input = place.closest("td").querySelector("input[data-column]");
      const decimals = Number(input.dataset.decimals);
      const now = read(input).number;
      const difference = now === null ? null : now - scaled(place.dataset.before, decimals);
      place.textContent = difference === null ? "" : difference === 0n ? SAME : signed(difference, decimals);
    }
  }

  function refresh(grid) {
    const bases = new Map();
    const baseOf = (key) => {
      if (!bases.has(key)) {
        const row = grid.querySelector('tr[data-row="' + key + '"]');
        bases.set(key, key === "total" ? totalOf(grid, "count") : read(inputOf(row, "count")).number);
      }
      return bases.get(key);
    };
    for (const output of grid.querySelectorAll("output[data-computation]")) {
      const row = output.closest("tr");
      const kind = output.dataset.computation;
      output.textContent = kind === "share" ? share(row, baseOf) : change(row, kind === "percent_change");
    }
    for (const output of grid.querySelectorAll("output[data-total]")) {
      const sum = totalOf(grid, output.dataset.total);
      output.textContent = sum === null ? NOT_AVAILABLE : withCommas(sum.toString());
    }
    refreshDifferences(grid);
  }

  for (const grid of document.querySelectorAll("[data-indicators-grid]")) {
    // An output is announced on every change; while one types through a grid that would never stop.
    for (const output of grid.querySelectorAll("output")) output.setAttribute("aria-live", "off");
    const form = grid.closest("form");
    form.addEventListener("input", () => refresh(grid));
    form.addEventListener("change", () => refresh(grid));
  }
})();
