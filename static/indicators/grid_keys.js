// Moving about in the table of a return with the keyboard, and filling it with a block that was copied in a spreadsheet.
(function () {
  "use strict";

  const NUMBER = /^[+]?([0-9]{1,12}|[0-9]{1,3}(,[0-9]{3})+)(\.[0-9]+)?(\s*(\[p\]|p))?$/i;
  const SYMBOL = /^(nil|\[nil\]|x|\[x\]|z|\[z\]|n\/a|\[n\/a\]|(\[x\]|x)[\s:,;]+.+)$/i;

  // A block of tab-separated cells; a cell in quotes may hold tabs, line breaks and doubled quotes.
  function parseBlock(text) {
    const rows = [[]];
    const cell = /(?:"((?:[^"]|"")*)"|([^\t\n]*))(\t|\n|$)/y;
    const whole = text.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n").replace(/\n$/, "");
    while (true) {
      const match = cell.exec(whole) || plainCell(whole, cell);
      const value = match[1] === undefined ? match[2] : match[1].replaceAll('""', '"');
      rows[rows.length - 1].push(value.replace(/[\uFEFF\u200B]/g, "").replace(/[\u00A0\u202F]/g, " ").trim());
      if (match[3] === "") return rows;
      if (match[3] === "\n") rows.push([]);
      cell.lastIndex = match.index + match[0].length;
    }
  }

  // A lone quote at the start of a cell is a character like any other.
  function plainCell(whole, cell) {
    const plain = /()([^\t\n]*)(\t|\n|$)/y;
    plain.lastIndex = cell.lastIndex;
    const match = plain.exec(whole);
    match[1] = undefined;
    return match;
  }

  // For each row of the table its columns in order: an input, or null where the figure is worked out.
  function slotsOf(grid) {
    return Array.from(grid.querySelectorAll("tr[data-row]"), (row) =>
      Array.from(row.querySelectorAll(":scope > td"))
        .slice(0, -1)
        .map((cell) => cell.querySelector("input[data-column]")),
    );
  }

  function placeOf(slots, input) {
    const row = slots.findIndex((one) => one.includes(input));
    return { row, column: row < 0 ? -1 : slots[row].indexOf(input) };
  }

  function refusalOf(value) {
    if (value === "" || NUMBER.test(value) || SYMBOL.test(value)) return "";
    if (value.endsWith("%")) return `“${value}” is a percentage. The portal calculates percentages: copy the numbers instead.`;
    return `“${value}” is not a number. Copy the figures without their headings.`;
  }

  // Which input gets which value. What falls on a worked-out cell is left out; what falls outside is counted.
  function plan(slots, start, block) {
    const fills = [];
    let outside = 0;
    block.forEach((values, down) => {
      values.forEach((value, across) => {
        const row = slots[start.row + down];
        const input = row ? row[start.column + across] : undefined;
        if (input) fills.push({ input, value });
        else if (input === undefined && value !== "") outside += 1;
      });
    });
    return { fills, outside };
  }

  function cells(count) {
    return count === 1 ? "1 cell" : `${count} cells`;
  }

  function announce(input) {
    input.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function setUp(grid) {
    const tools = grid.closest("form").querySelector("[data-grid-tools]");
    const status = tools.querySelector("[data-grid-status]");
    const undo = document.createElement("button");
    const pastes = [];
    let isFresh = false;

    undo.type = "button";
    undo.className = "govuk-button govuk-button--secondary";
    undo.textContent = "Undo paste";
    undo.hidden = true;
    tools.append(" ", undo);

    function paste(input, block) {
      const slots = slotsOf(grid);
      const { fills, outside } = plan(slots, placeOf(slots, input), block);
      for (const { value } of fills) {
        const refusal = refusalOf(value);
        if (refusal) {
          status.textContent = `Nothing was pasted. ${refusal}`;
          return;
        }
      }
      pastes.push(fills.map((fill) => ({ ...fill, before: fill.input.value })));
      for (const { input: one, value } of fills) one.value = value;
      const blank = fills.filter((fill) => fill.value === "").length;
      const told = [`${cells(fills.length - blank)} filled`];
      if (blank) told.push(`${cells(blank)} left blank`);
      if (outside) told.push(`${outside} value${outside === 1 ? "" : "s"} did not fit and ${outside === 1 ? "was" : "were"} not pasted`);
      status.textContent = `${told.join(", ")}.`;
      undo.hidden = false;
      isFresh = true;
      announce(input);
    }

    // What was typed since the paste stays: only what the paste put there is taken back.
    function takeBack() {
      const last = pastes.pop();
      const kept = last.filter((fill) => fill.input.value !== fill.value).length;
      for (const fill of last) if (fill.input.value === fill.value) fill.input.value = fill.before;
      status.textContent = `Paste undone.${kept ? ` ${cells(kept)} that you have changed since were kept.` : ""}`;
      undo.hidden = pastes.length === 0;
      isFresh = pastes.length > 0;
      last[0].input.focus();
      announce(last[0].input);
    }

    function move(input, down, across) {
      const slots = slotsOf(grid);
      const place = placeOf(slots, input);
      let row = place.row + down;
      let column = place.column + across;
      while (slots[row] && column >= 0 && column < slots[row].length && !slots[row][column]) {
        row += down;
        column += across;
      }
      const next = slots[row] && slots[row][column];
      if (!next) return false;
      next.focus();
      next.select();
      return true;
    }

    function onKey(event) {
      const input = event.target;
      if (event.key === "Escape" && isFresh) return takeBack();
      if (!input.matches("input[data-column]") || event.isComposing) return undefined;
      const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey;
      if (event.key.toLowerCase() === "z" && (event.ctrlKey || event.metaKey) && !event.shiftKey && isFresh) {
        event.preventDefault();
        return takeBack();
      }
      if (event.key === "Enter" && isPlain) {
        event.preventDefault();
        return move(input, event.shiftKey ? -1 : 1, 0);
      }
      if (!isPlain || event.shiftKey) return undefined;
      const isWhole = input.selectionStart === 0 && input.selectionEnd === input.value.length;
      const isAtStart = isWhole || input.selectionEnd === 0;
      const isAtEnd = isWhole || input.selectionStart === input.value.length;
      const steps = { ArrowUp: [-1, 0, true], ArrowDown: [1, 0, true], ArrowLeft: [0, -1, isAtStart], ArrowRight: [0, 1, isAtEnd] };
      const step = steps[event.key];
      if (step && step[2] && move(input, step[0], step[1])) event.preventDefault();
      return undefined;
    }

    function onPaste(event) {
      const text = event.clipboardData.getData("text/plain");
      const block = parseBlock(text);
      // One cell goes the browser's own way, into what is typed already.
      if (!event.target.matches("input[data-column]") || (block.length === 1 && block[0].length === 1)) return;
      event.preventDefault();
      paste(event.target, block);
    }

    undo.addEventListener("click", takeBack);
    grid.addEventListener("keydown", onKey);
    grid.addEventListener("paste", onPaste);
    grid.addEventListener("input", (event) => {
      if (event.isTrusted) isFresh = false;
    });
  }

  for (const grid of document.querySelectorAll("[data-indicators-grid]")) setUp(grid);
  for (const help of document.querySelectorAll("[data-needs-script]")) help.hidden = false;
})();
