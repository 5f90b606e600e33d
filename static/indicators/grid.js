// Works out the computed columns of a return as one types. The server does the same again: this is a convenience.
// Whole-number arithmetic throughout, rounded half up, so that both always agree.
(function () {
  "use strict";

  const NOT_AVAILABLE = "[x]";
  const NOT_APPLICABLE = "[z]";
  const COUNT = /^[0-9]{1,12}$/;
  const GROUPED = /^[0-9]{1,3}(,[0-9]{3})+$/;

  function read(input) {
    const typed = input ? input.value.trim() : "";
    const bare = GROUPED.test(typed) ? typed.replaceAll(",", "") : typed;
    return COUNT.test(bare) ? BigInt(bare) : null;
  }

  function withCommas(digits) {
    return digits.replace(/\B(?=([0-9]{3})+$)/g, ",");
  }

  function signed(number) {
    const text = withCommas((number < 0n ? -number : number).toString());
    if (number === 0n) return "0";
    return (number > 0n ? "+" : "-") + text;
  }

  // Tenths of a percent of part over base, a half going away from zero.
  function tenths(part, base) {
    const size = part < 0n ? -part : part;
    const rounded = (2n * size * 1000n + base) / (2n * base);
    return part < 0n ? -rounded : rounded;
  }

  function oneDecimal(value) {
    const size = value < 0n ? -value : value;
    return withCommas((size / 10n).toString()) + "." + (size % 10n).toString() + "%";
  }

  function inputOf(row, column) {
    return row.querySelector('input[data-column="' + column + '"]');
  }

  function change(row) {
    const current = read(inputOf(row, "current"));
    const previous = read(inputOf(row, "previous"));
    return current === null || previous === null ? NOT_AVAILABLE : signed(current - previous);
  }

  function percentChange(row) {
    const current = read(inputOf(row, "current"));
    const previous = read(inputOf(row, "previous"));
    if (current === null || previous === null) return NOT_AVAILABLE;
    if (previous === 0n) return NOT_APPLICABLE;
    const value = tenths(current - previous, previous);
    const sign = value > 0n ? "+" : value < 0n ? "-" : "";
    return sign + oneDecimal(value);
  }

  function totalOf(grid, column) {
    let sum = 0n;
    for (const row of grid.querySelectorAll('tr[data-base="total"]')) {
      const value = read(inputOf(row, column));
      if (value === null) return null;
      sum += value;
    }
    return sum;
  }

  function share(grid, row) {
    const key = row.dataset.base;
    if (!key) return NOT_APPLICABLE;
    const part = read(inputOf(row, "count"));
    const base =
      key === "total" ? totalOf(grid, "count") : read(inputOf(grid.querySelector('tr[data-row="' + key + '"]'), "count"));
    if (part === null || base === null) return NOT_AVAILABLE;
    if (base === 0n) return NOT_APPLICABLE;
    return oneDecimal(tenths(part, base));
  }

  function refresh(grid) {
    for (const output of grid.querySelectorAll("output[data-computation]")) {
      const row = output.closest("tr");
      const kind = output.dataset.computation;
      output.textContent = kind === "change" ? change(row) : kind === "percent_change" ? percentChange(row) : share(grid, row);
    }
    for (const output of grid.querySelectorAll("output[data-total]")) {
      const sum = totalOf(grid, output.dataset.total);
      output.textContent = sum === null ? NOT_AVAILABLE : withCommas(sum.toString());
    }
  }

  for (const grid of document.querySelectorAll("[data-indicators-grid]")) {
    // An output is announced on every change; while one types through a grid that would never stop.
    for (const output of grid.querySelectorAll("output")) output.setAttribute("aria-live", "off");
    grid.addEventListener("input", () => refresh(grid));
  }
})();
