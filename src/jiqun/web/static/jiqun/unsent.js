// Keeps in this tab what is typed in plain forms until the server has it: whoever was signed out
// meanwhile, or was refused, finds it again. Only forms that hold a text of some length; the pages that
// save as one types have drafts.js. Everything works without it.
"use strict";

(function () {
  var PREFIX = "jiqun.unsent.", SENT = "jiqun.sent", LEFT = "jiqun.signed-out";
  var TEXTS = ["textarea", "text", "number", "email", "tel", "date", "datetime-local"];
  var KINDS = TEXTS.concat("select-one", "checkbox"); // what a text is about goes with it
  var person = document.body.dataset.person;

  // --- What is kept: a text, what the server showed when it was typed, and what came too late ---

  function found(key) {
    try {
      return JSON.parse(sessionStorage.getItem(key)) || {};
    } catch (broken) {
      return {};
    }
  }

  function put(key, item) {
    if (item.text === undefined && item.late === undefined) return sessionStorage.removeItem(key);
    item.at = Date.now();
    store(key, item);
  }

  function store(key, value) {
    try {
      sessionStorage.setItem(key, JSON.stringify(value));
    } catch (full) {
      // It is only a net: the form itself works as before.
    }
  }

  function drop(isDropped) {
    Object.keys(sessionStorage).forEach(function (key) {
      if (key.startsWith(PREFIX) && isDropped(found(key))) sessionStorage.removeItem(key);
    });
  }

  // Other windows have a store of their own, and hear of it only so.
  function dropIfSignedOut() {
    var left = Number(localStorage.getItem(LEFT));
    drop(function (item) { return !(item.at > left); });
  }

  // --- Fields ---

  function isKept(form) {
    return Boolean(person && form && form.getAttribute("method") === "post" && !form.hasAttribute("data-draft") &&
      form.querySelector("textarea:not([hidden])") && !form.querySelector("[type=password]"));
  }

  function fieldsOf(form) {
    return Array.from(form.elements).filter(function (field) {
      return field.name && !field.hidden && !field.disabled && KINDS.indexOf(field.type) >= 0;
    });
  }

  function keyOf(field) {
    var ticked = field.type === "checkbox" ? field.value : "";
    var names = [location.pathname, field.form.getAttribute("action") || "", field.name, field.id, ticked];
    return PREFIX + person + JSON.stringify(names);
  }

  function read(field) {
    return field.type === "checkbox" ? String(field.checked) : field.value;
  }

  function write(field, text) {
    if (field.type === "checkbox") field.checked = text === "true";
    else field.value = text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  // What the server put there.
  function served(field) {
    if (field.type === "checkbox") return String(field.defaultChecked);
    if (field.type !== "select-one") return field.defaultValue;
    var own = Array.from(field.options).find(function (option) { return option.defaultSelected; });
    return (own || field.options[0] || { value: "" }).value;
  }

  function same(one, other) {
    return one.trim() === other.trim();
  }

  // --- Keeping ---

  function keep(field) {
    var key = keyOf(field), item = found(key), text = read(field);
    if (field.readOnly) return;
    if (item.text === undefined) item.base = served(field);
    item.text = text === item.base ? undefined : text;
    put(key, item);
  }

  function typed(event) {
    var field = event.target;
    if (event.isComposing || !isKept(field.form) || fieldsOf(field.form).indexOf(field) < 0) return;
    keep(field);
  }

  function sent(event) {
    var form = event.target, texts = {};
    if (event.defaultPrevented) return;
    sessionStorage.removeItem(SENT);
    if (form.hasAttribute("data-sign-out")) {
      localStorage.setItem(LEFT, Date.now());
      drop(function () { return true; });
    } else if (isKept(form)) {
      fieldsOf(form).forEach(function (field) {
        keep(field);
        texts[keyOf(field)] = read(field);
      });
      store(SENT, texts);
    }
  }

  // Done, so the server has what was sent; wherever it leads. What came in after stays.
  function forgetSent() {
    var texts = found(SENT);
    sessionStorage.removeItem(SENT);
    if (!person || !document.querySelector(".said.is-success")) return;
    Object.keys(texts).forEach(function (key) {
      var item = found(key);
      if (item.text !== texts[key]) return;
      delete item.text;
      put(key, item);
    });
  }

  // --- Putting back ---

  // True if it was put back. What others have written meanwhile is not overwritten; a page that says
  // why nothing was saved shows what was sent as if it were the server's.
  function restore(field) {
    var key = keyOf(field), item = found(key), now = served(field), isBack = false;
    if (item.text !== undefined) {
      if (same(item.text, now)) {
        if (!document.querySelector(".refusal")) delete item.text;
      } else if (item.base === now && !field.readOnly) {
        isBack = true;
      } else {
        if (isText(field) && item.text.trim()) item.late = item.late ? item.late + "\n" + item.text : item.text;
        delete item.text;
      }
      put(key, item);
    }
    if (isBack) write(field, item.text);
    if (item.late !== undefined) showLate(field, item.late);
    return isBack;
  }

  function isText(field) {
    return TEXTS.indexOf(field.type) >= 0;
  }

  function restoreForm(form) {
    var back = fieldsOf(form).filter(restore), first = back.find(isText) || back[0];
    if (first) say(beside(first), "已恢复上次没有保存的内容");
  }

  function beside(field) {
    var box = document.createElement("span");
    box.className = "unsent";
    box.setAttribute("role", "status");
    field.after(box);
    for (var fold = field.closest("details"); fold; fold = fold.parentNode.closest("details")) fold.open = true;
    return box;
  }

  // Only what changes in a box that is there already is read aloud.
  function say(box, text, button) {
    setTimeout(function () { box.append(text, button || ""); }, 100);
  }

  function showLate(field, text) {
    var box = beside(field), button = document.createElement("button");
    button.type = "button";
    button.className = "btn-quiet";
    button.textContent = "不再需要";
    button.addEventListener("click", function () {
      var item = found(keyOf(field));
      delete item.late;
      put(keyOf(field), item);
      box.remove();
      field.focus();
    });
    say(box, "上次没有保存的内容：" + text, button);
  }

  document.addEventListener("input", typed);
  document.addEventListener("change", typed);
  document.addEventListener("compositionend", typed);
  document.addEventListener("submit", sent);
  window.addEventListener("storage", function (event) { if (event.key === LEFT) dropIfSignedOut(); });
  // After the page's own scripts have begun to listen.
  document.addEventListener("DOMContentLoaded", function () {
    dropIfSignedOut();
    forgetSent();
    Array.from(document.forms).filter(isKept).forEach(restoreForm);
  });
})();
