// 字 as Word counts them, and as core/text.py does: each Chinese character and full-width mark is
// one, every other run without spaces is one.
"use strict";

(function () {
  var ASIAN =
    "\\u1100-\\u11ff\\u2e80-\\u2fdf\\u2ff0-\\u303f\\u3040-\\u30ff\\u3100-\\u31ff\\u3200-\\u4dbf\\u4e00-\\u9fff" +
    "\\ua960-\\ua97f\\uac00-\\ud7ff\\uf900-\\ufaff\\ufe30-\\ufe4f\\uff00-\\uffef\\u{20000}-\\u{3ffff}" +
    "“”‘’…—·《》";
  var RUN = new RegExp("[^\\s" + ASIAN + "]+", "gu");
  var SPACE = /\s+/gu;

  window.countWords = function (text) {
    var runs = text.match(RUN) || [];
    var inRuns = runs.reduce(function (sum, run) { return sum + Array.from(run).length; }, 0);
    return Array.from(text.replace(SPACE, "")).length - inRuns + runs.length;
  };

  var areas = Array.from(document.querySelectorAll('textarea[data-control="text"]'));
  var whole = document.querySelector("[data-words-of-part]");

  function tell(told, words, limit) {
    var over = limit && words > limit;
    told.textContent = words + "字" + (limit ? "／" + limit + "字" : "") + (over ? "，超出" + (words - limit) + "字" : "");
    told.classList.toggle("is-block", Boolean(over));
  }

  function show(area) {
    var told = document.querySelector('[data-words="' + area.dataset.key + '"]');
    tell(told, window.countWords(area.value), Number(area.dataset.limit || 0));
  }

  function showWhole() {
    if (!whole) return;
    var words = areas.reduce(function (sum, area) { return sum + window.countWords(area.value); }, 0);
    tell(whole, words, Number(whole.dataset.limit));
  }

  areas.forEach(function (area) {
    ["input", "shown"].forEach(function (what) {
      area.addEventListener(what, function () { show(area); showWhole(); });
    });
    show(area);
  });
  showWhole();
})();
