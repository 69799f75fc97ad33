// Moving about in a table of figures with the arrow keys, and pasting a block copied from Excel.
"use strict";

(function () {
  var told = document.querySelector("[data-pasted]");

  // Counted from the right: what stands before the figures may span several rows.
  function matrix(table) {
    return Array.from(table.tBodies[0].rows).map(function (row) {
      return Array.from(row.cells)
        .filter(function (cell) { return cell.tagName === "TD"; })
        .reverse()
        .map(function (cell) { return cell.querySelector("input.cell"); });
    });
  }

  function find(rows, input) {
    for (var y = 0; y < rows.length; y++) {
      var x = rows[y].indexOf(input);
      if (x >= 0) return { x: x, y: y };
    }
    return null;
  }

  function go(rows, at, right, down) {
    var x = at.x, y = at.y;
    for (;;) {
      x -= right;
      y += down;
      if (!rows[y] || x < 0 || x >= rows[y].length) return false;
      var cell = rows[y][x];
      if (cell) {
        cell.focus();
        cell.select();
        return true;
      }
    }
  }

  function atStart(input) { return input.selectionStart === 0 && (input.selectionEnd === 0 || input.selectionEnd === input.value.length); }
  function atEnd(input) { return input.selectionEnd === input.value.length && (input.selectionStart === input.value.length || input.selectionStart === 0); }

  function onKey(event) {
    if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (!event.target.matches("input.cell")) return;
    var rows = matrix(event.currentTarget), at = find(rows, event.target), moved = false;
    if (event.key === "ArrowUp") moved = go(rows, at, 0, -1);
    else if (event.key === "ArrowDown" || event.key === "Enter") moved = go(rows, at, 0, 1);
    else if (event.key === "ArrowLeft" && atStart(event.target)) moved = go(rows, at, -1, 0);
    else if (event.key === "ArrowRight" && atEnd(event.target)) moved = go(rows, at, 1, 0);
    if (moved || event.key === "Enter") event.preventDefault();
  }

  function onPaste(event) {
    if (!event.target.matches("input.cell") || event.target.readOnly) return;
    var text = event.clipboardData.getData("text/plain").replace(/\r\n?/g, "\n").replace(/\n$/, "");
    if (!/[\t\n]/.test(text)) return;
    event.preventDefault();
    var rows = matrix(event.currentTarget), at = find(rows, event.target), left = 0, taken = 0;
    text.split("\n").forEach(function (line, down) {
      line.split("\t").forEach(function (value, right) {
        var cell = (rows[at.y + down] || [])[at.x - right];
        if (!cell || cell.readOnly) {
          left += value.trim() ? 1 : 0;
          return;
        }
        cell.value = value.trim();
        cell.dispatchEvent(new Event("change", { bubbles: true }));
        taken += 1;
      });
    });
    told.textContent = "已粘贴" + taken + "格" + (left ? "，另有" + left + "格超出表格，没有粘贴" : "") + "。";
  }

  document.querySelectorAll("table[data-grid]").forEach(function (table) {
    table.addEventListener("keydown", onKey);
    table.addEventListener("paste", onPaste);
    table.addEventListener("input", function () { told.textContent = ""; });
  });
})();
