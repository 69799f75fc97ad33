// Saves what is typed, field by field. Every change is first kept in this browser and forgotten only
// when the server has it, so that neither a cut line nor a closed window loses anything.
"use strict";

(function () {
  var form = document.querySelector("[data-draft]");
  if (!form) return;
  var status = document.querySelector("[data-saved]");
  var beside = document.querySelector("[data-beside]");
  var prefix = "jiqun." + form.dataset.person + "." + form.dataset.draft + ".";
  var version = Number(form.dataset.version);
  var session = window.jiqunSession;
  var own = windowId();
  var held = {}; // keys in conflict, until somebody has chosen
  var refusals = {}; // keys that the server won't take as they are, until they are changed
  var known = {}; // what each cell showed when it last agreed with the server
  var missed = {}; // what others wrote under a character being put together, and the version before
  var sending = false, stopped = "", ended = "", renewed = false, failures = 0, trouble = "", timer = null;
  var composing = null; // the cell in which a character is being put together

  // The same for as long as the tab lives, through reloading too.
  function windowId() {
    var id = sessionStorage.getItem("jiqun.window");
    if (!id) {
      id = Array.from(crypto.getRandomValues(new Uint8Array(12)), function (b) { return b.toString(16).padStart(2, "0"); }).join("");
      sessionStorage.setItem("jiqun.window", id);
    }
    return id;
  }

  // --- What is typed and not yet with the server ---

  function kept() {
    var found = {};
    for (var i = 0; i < localStorage.length; i++) {
      var name = localStorage.key(i);
      if (name.startsWith(prefix)) {
        try {
          found[name.slice(prefix.length)] = JSON.parse(localStorage.getItem(name));
        } catch (broken) {
          localStorage.removeItem(name);
        }
      }
    }
    return found;
  }

  function keep(key, value) {
    var before = kept()[key];
    var base = before ? before.base : missed[key] ? missed[key].base : version;
    var item = { value: value, base: base, window: before ? before.window : own };
    delete missed[key];
    try {
      localStorage.setItem(prefix + key, JSON.stringify(item));
    } catch (full) {
      say("block", "本机暂存空间已满，请勿关闭页面，等保存完成后再继续。");
    }
  }

  function forget(key) {
    localStorage.removeItem(prefix + key);
  }

  // --- Cells ---

  function cellOf(key) {
    return form.querySelector('[data-key="' + CSS.escape(key) + '"]');
  }

  function read(cell) {
    var control = cell.dataset.control;
    if (control === "choice" || control === "ticks") {
      var ticked = Array.from(cell.querySelectorAll("input:checked"), function (input) { return input.value; });
      return control === "ticks" ? (ticked.length ? ticked : null) : ticked[0] || null;
    }
    if (control === "names") {
      var lines = cell.value.split("\n").filter(function (line) { return line.trim(); });
      return lines.length > 1 ? lines : lines[0] || null;
    }
    return cell.value.trim() ? cell.value : null;
  }

  function write(cell, value) {
    var control = cell.dataset.control;
    if (control === "choice" || control === "ticks") {
      var chosen = [].concat(value === null ? [] : value);
      cell.querySelectorAll("input").forEach(function (input) { input.checked = chosen.indexOf(input.value) >= 0; });
      return;
    }
    var caret = cell.selectionStart;
    cell.value = value === null ? "" : [].concat(value).join("\n");
    if (busy(cell)) cell.setSelectionRange(caret, caret);
    cell.dispatchEvent(new Event("shown"));
  }

  // What the server has now.
  function agree(cell, value) {
    write(cell, value);
    known[cell.dataset.key] = read(cell);
  }

  function same(one, other) {
    return JSON.stringify(one) === JSON.stringify(other);
  }

  function busy(cell) {
    return cell.contains(document.activeElement);
  }

  // --- Saying how it stands ---

  function say(kind, text, link) {
    status.hidden = false;
    status.className = "saved is-" + kind;
    status.textContent = text;
    if (link) {
      var a = document.createElement("a");
      a.href = link;
      a.textContent = "重新登录";
      status.append(" ", a);
    }
  }

  function sayState() {
    var left = Object.keys(kept()).length, conflicts = Object.keys(held).length;
    var refused = Object.keys(refusals).length;
    if (conflicts) say("explain", "有" + conflicts + "处与他人的修改不同，请选择留下哪一个");
    else if (ended === "signed-out") say("block", stopped, form.dataset.login + "?next=" + encodeURIComponent(location.pathname));
    else if (stopped) say("block", stopped);
    else if (sending) say("busy", "保存中…");
    else if (failures) say("explain", trouble + "已暂存本机（" + left + "处）");
    else if (left > refused) say("busy", "保存中…");
    else if (refused) say("block", "有" + refused + "处没有保存，原因写在该栏旁；其余已保存");
    else say("fine", "已保存");
  }

  // --- Sending ---

  function soon(delay) {
    clearTimeout(timer);
    timer = setTimeout(flush, delay);
  }

  // What was typed on one version in one window goes together.
  function nextBatch() {
    var items = kept(), first = null, typed = {};
    Object.keys(items).sort().forEach(function (key) {
      var item = items[key];
      if (held[key] || refusals[key]) return;
      if (!first) first = item;
      if (item.base === first.base && item.window === first.window) typed[key] = item.value;
    });
    return first && { base: first.base, window: first.window, typed: typed };
  }

  function flush() {
    if (sending || stopped) return sayState();
    var batch = nextBatch();
    if (!batch) return sayState();
    sending = true;
    sayState();
    var abort = new AbortController();
    var limit = setTimeout(function () { abort.abort(); }, 20000);
    fetch(form.dataset.save, {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": form.elements.csrfmiddlewaretoken.value },
      body: JSON.stringify({ base: batch.base, window: batch.window, typed: batch.typed, slug: form.dataset.slug }),
      signal: abort.signal,
    })
      .then(function (response) {
        if (response.status === 403) return renew();
        return session.read(response).then(function (answer) { answered(response, answer, batch); });
      })
      .catch(failed)
      .then(function () {
        clearTimeout(limit);
        sending = false;
        sayState();
        if (failures) soon(Math.min(30000, 1000 * Math.pow(2, failures)));
        else if (nextBatch()) soon(0);
      });
  }

  function answered(response, answer, batch) {
    var apart = (answer.keys || []).filter(function (key) { return key in batch.typed; });
    if (apart.length) {
      failures = 0;
      renewed = false;
      apart.forEach(function (key) { refuse(key, answer.refused, batch); });
      return;
    }
    if (!response.ok) {
      stopped = answer.refused || session.failure("page").message;
      return;
    }
    failures = 0;
    renewed = false;
    settle(answer, batch);
  }

  // Without a kind it did not come through at all.
  function failed(why) {
    if (why.kind && why.kind !== "server") {
      ended = why.kind;
      stopped = why.message + "已填的内容暂存在本机。";
      return;
    }
    failures += 1;
    trouble = why.kind ? "服务器出错，稍后自动重试，" : "离线，";
  }

  function renew() {
    if (renewed) throw session.failure("page");
    return session.renew(form).then(function () {
      renewed = true;
      ended = stopped = "";
    });
  }

  function settle(answer, batch) {
    var items = kept(), before = version;
    version = answer.version;
    Object.keys(answer.kept).forEach(function (key) {
      var item = items[key], cell = cellOf(key);
      if (item && !same(item.value, batch.typed[key])) {
        item.base = version; // typed on meanwhile
        localStorage.setItem(prefix + key, JSON.stringify(item));
        return;
      }
      forget(key);
      delete held[key];
      dropConflict(key);
      known[key] = batch.typed[key];
      if (cell && !busy(cell) && same(read(cell), batch.typed[key])) agree(cell, answer.kept[key]);
    });
    Object.keys(answer.others).forEach(function (key) {
      var cell = cellOf(key);
      if (!cell || items[key]) return;
      if (cell !== composing && same(read(cell), known[key])) agree(cell, answer.others[key]);
      else missed[key] = { value: answer.others[key], base: missed[key] ? missed[key].base : before };
    });
    answer.conflicts.forEach(showConflict);
    showMarks(answer.marks);
    beside.innerHTML = answer.beside;
  }

  function showMarks(marks) {
    form.querySelectorAll("[data-key]").forEach(function (cell) {
      var mark = marks[cell.dataset.key];
      if (mark) cell.dataset.mark = mark[0];
      else delete cell.dataset.mark;
    });
  }

  // --- Conflicts ---

  function shown(value) {
    return value === null ? "空白" : [].concat(value).join("；");
  }

  function dropConflict(key) {
    var box = form.querySelector('[data-conflict="' + CSS.escape(key) + '"]');
    if (box) box.remove();
  }

  function showConflict(conflict) {
    held[conflict.key] = true;
    ask(conflict.key, conflict.by + "在" + conflict.at + "改成了“" + shown(conflict.theirs) + "”，您填的是“" + shown(conflict.yours) + "”。", [
      choice("用我填的", function () { decide(conflict, true); }),
      choice("用对方的", function () { decide(conflict, false); }),
    ]);
  }

  function ask(key, sentence, choices) {
    var cell = cellOf(key), box = document.createElement("div"), words = document.createElement("p");
    dropConflict(key);
    box.className = "conflict";
    box.dataset.conflict = key;
    box.setAttribute("role", "alert");
    var label = cell && cell.getAttribute("aria-label");
    words.textContent = (label ? label + "：" : "") + sentence;
    box.append(words);
    box.append.apply(box, choices);
    var row = cell && (cell.closest("table") || cell);
    if (row) row.parentNode.insertBefore(box, row.nextSibling);
    else form.prepend(box);
  }

  function choice(label, act) {
    var button = document.createElement("button");
    button.type = "button";
    button.className = "btn btn-outline-primary btn-sm";
    button.textContent = label;
    button.addEventListener("click", act);
    return button;
  }

  function decide(conflict, mine) {
    var cell = cellOf(conflict.key);
    delete held[conflict.key];
    dropConflict(conflict.key);
    if (mine) {
      var item = kept()[conflict.key] || { value: conflict.yours };
      localStorage.setItem(prefix + conflict.key, JSON.stringify({ value: item.value, base: version, window: own }));
    } else {
      forget(conflict.key);
      if (cell) agree(cell, conflict.theirs);
    }
    soon(0);
    if (cell && cell.focus) cell.focus();
  }

  // --- What the server won't take ---

  function refuse(key, sentence, batch) {
    var item = kept()[key];
    if (item && !same(item.value, batch.typed[key])) return; // typed on meanwhile
    refusals[key] = true;
    var typed = shown(batch.typed[key]);
    var told = typed.length > 40 ? typed.slice(0, 40) + "…" : typed;
    ask(key, "您填的“" + told + "”没有保存。" + sentence, [choice("放弃这处改动", function () { giveUp(key); })]);
  }

  function accept(key) {
    if (!refusals[key]) return;
    delete refusals[key];
    dropConflict(key);
  }

  function giveUp(key) {
    var cell = cellOf(key);
    accept(key);
    forget(key);
    if (cell) write(cell, known[key]);
    soon(0);
  }

  // --- Listening ---

  function changed(event, delay) {
    var cell = event.target.closest("[data-key]");
    if (!cell || cell.readOnly) return;
    keep(cell.dataset.key, read(cell));
    accept(cell.dataset.key);
    if (!sending && !failures && !stopped) say("busy", "保存中…");
    soon(delay);
  }

  form.addEventListener("input", function (event) { if (!event.isComposing) changed(event, 700); });
  form.addEventListener("compositionstart", function (event) { composing = event.target; });
  form.addEventListener("compositionend", function (event) {
    var cell = composing, late = cell && missed[cell.dataset.key];
    composing = null;
    if (late && same(read(cell), known[cell.dataset.key])) {
      delete missed[cell.dataset.key];
      agree(cell, late.value);
    } else {
      changed(event, 700);
    }
  });
  form.addEventListener("change", function (event) { changed(event, 0); });
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  window.addEventListener("online", function () { failures = 0; soon(0); });
  window.addEventListener("offline", function () { failures = Math.max(failures, 1); trouble = "离线，"; sayState(); });
  window.addEventListener("pageshow", function () { soon(0); });
  window.addEventListener("focus", function () {
    if (ended !== "signed-out" && ended !== "somebody-else") return;
    renewed = false;
    renew().then(function () { soon(0); }, function (why) { if (why.kind) failed(why); sayState(); });
  });
  beside.addEventListener("click", function (event) {
    var link = event.target.closest("a[href*='#cell-']");
    var cell = link && link.pathname === location.pathname && document.getElementById(link.hash.slice(1));
    if (cell) setTimeout(function () { (cell.matches(".options") ? cell.querySelector("input") : cell).focus(); }, 0);
  });

  // What an earlier page left unsent is shown again, and sent.
  form.querySelectorAll("[data-key]").forEach(function (cell) { known[cell.dataset.key] = read(cell); });
  var left = kept();
  Object.keys(left).forEach(function (key) {
    var cell = cellOf(key);
    if (cell) write(cell, left[key].value);
  });
  if (Object.keys(left).length) soon(0);
})();
