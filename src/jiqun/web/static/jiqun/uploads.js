// Uploads any number of files, each in a request of its own: a cut loses only the one under way, and
// sending it again is safe, since the server knows what it has.
"use strict";

(function () {
  var form = document.querySelector("[data-upload]");
  if (!form) return;
  var input = form.querySelector("input[type=file]");
  var button = form.querySelector("[data-pick]");
  var list = document.querySelector("[data-queue]");
  var told = document.querySelector("[data-upload-told]");
  var session = window.jiqunSession;
  var AT_ONCE = 2, REFRESH = 1500, CUT = "网络中断，没有传完";
  var waiting = [], underWay = 0, count = { done: 0, failed: 0 }, timer = null;

  function element(tag, name, text) {
    var made = document.createElement(tag);
    made.className = name;
    if (text) made.textContent = text;
    return made;
  }

  function act(label, file, work) {
    var made = element("button", "btn-quiet", label);
    var which = element("span", "visually-hidden", "：" + file.name);
    made.type = "button";
    made.appendChild(which);
    made.addEventListener("click", work);
    return made;
  }

  function sizeOf(file) {
    return file.size < 1000000 ? Math.ceil(file.size / 1000) + " KB" : (file.size / 1000000).toFixed(1) + " MB";
  }

  // --- One file ---

  function Item(file) {
    this.file = file;
    this.row = element("li", "queue-file");
    this.name = element("span", "queue-name", file.name);
    this.state = element("span", "queue-state");
    this.bar = element("progress", "queue-bar");
    this.bar.max = 1;
    this.bar.setAttribute("aria-label", file.name + "的上传进度");
    this.acts = element("span", "queue-acts");
    this.row.append(this.name, element("span", "quiet", sizeOf(file)), this.bar, this.state, this.acts);
    list.appendChild(this.row);
    list.hidden = false;
  }

  Item.prototype.say = function (look, words, acts) {
    this.row.className = "queue-file is-" + look;
    this.state.textContent = words;
    this.bar.hidden = look !== "sending";
    this.acts.replaceChildren.apply(this.acts, acts);
  };

  Item.prototype.enqueue = function () {
    var item = this;
    this.renewed = false;
    this.say("waiting", "等待上传", [act("取消", this.file, function () { item.drop(); })]);
    waiting.push(this);
    next();
  };

  Item.prototype.drop = function () {
    waiting = waiting.filter(function (other) { return other !== this; }, this);
    if (this.request) this.request.abort();
    this.row.remove();
    list.hidden = !list.children.length;
  };

  Item.prototype.fail = function (words, again) {
    var item = this;
    var acts = [act("清除", this.file, function () { item.drop(); })];
    if (again) acts.unshift(act("重试", this.file, function () { item.enqueue(); }));
    this.say("failed", words, acts);
    count.failed += 1;
  };

  Item.prototype.send = function () {
    var item = this, request = new XMLHttpRequest(), data = new FormData();
    data.append("csrfmiddlewaretoken", form.querySelector("[name=csrfmiddlewaretoken]").value);
    data.append("file", this.file);
    data.append("whole", "1");
    this.request = request;
    this.bar.value = 0;
    this.say("sending", "", [act("取消", this.file, function () { item.drop(); })]);
    request.open("POST", form.action);
    request.setRequestHeader("Accept", "application/json");
    request.upload.addEventListener("progress", function (event) {
      item.bar.value = event.total ? event.loaded / event.total : 0;
      item.state.textContent = event.loaded < event.total ? Math.floor(item.bar.value * 100) + "%" : "正在检查…";
    });
    request.addEventListener("load", function () { item.answered(request); });
    request.addEventListener("error", function () { item.fail(CUT, true); });
    request.addEventListener("loadend", function () {
      item.request = null;
      underWay -= 1;
      next();
    });
    underWay += 1;
    request.send(data);
  };

  Item.prototype.answered = function (request) {
    var answer = {}, item = this;
    try {
      answer = JSON.parse(request.responseText);
    } catch (page) {
      answer = {};
    }
    if (answer.told) {
      this.say(answer.known ? "known" : "done", answer.told, [act("清除", this.file, function () { item.drop(); })]);
      count.done += 1;
      soon();
    } else if (request.status === 403 && !this.renewed) {
      this.renewed = true;
      session.renew(form).then(
        function () { waiting.unshift(item); next(); },
        function (why) { item.fail(why.kind ? why.message : CUT, true); }
      );
    } else {
      this.fail(answer.refused || session.failureOf(request.status).message, !answer.refused || request.status === 400);
    }
  };

  // --- All of them ---

  function next() {
    while (underWay < AT_ONCE && waiting.length) waiting.shift().send();
    if (!underWay && !waiting.length && (count.done || count.failed)) {
      told.textContent = "上传结束：" + count.done + "个完成" + (count.failed ? "，" + count.failed + "个没有完成" : "") + "。";
      count = { done: 0, failed: 0 };
    }
  }

  // The list below follows, not after every file where many come at once.
  function soon() {
    if (timer) return;
    timer = setTimeout(function () {
      timer = null;
      window.jiqunEvidence.refresh();
    }, underWay + waiting.length > 1 ? REFRESH : 50);
  }

  function add(files) {
    files.forEach(function (file) {
      var item = new Item(file);
      if (file.size > Number(form.dataset.limit)) item.fail(form.dataset.tooLarge, false);
      else item.enqueue();
    });
  }

  input.multiple = true;
  input.required = false;
  input.classList.add("visually-hidden");
  input.tabIndex = -1;
  button.textContent = "选择文件";
  form.querySelector(".upload-drop").hidden = false;
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    input.click();
  });
  input.addEventListener("change", function () {
    add(Array.from(input.files));
    input.value = "";
  });
  window.takeDropped(document.body, add);
  window.addEventListener("beforeunload", function (event) {
    if (underWay || waiting.length) {
      event.preventDefault();
      event.returnValue = "";
    }
  });
})();
