(() => {
  "use strict";
  const $ = (css, of = document) => of.querySelector(css);
  const all = (css, of = document) => [...of.querySelectorAll(css)];
  const make = (name, text = "", kind = "") => Object.assign(document.createElement(name), { textContent: text, className: kind });
  const canvas = $(".canvas"), inspector = $("#inspector"), said = $("#said");
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const rowOf = (key) => document.getElementById("s" + key.replace(".", "-"));
  const worst = { fails: 0, unknown: 1, holds: 2 };
  for (const one of all(".with-script")) if (one !== inspector) one.hidden = false;

  // What nobody sees at first is markup that a browser with scripts has not read yet, so that the first frame is soon there.
  const unfold = (one) => {
    if (!one?.isConnected) return;
    const made = document.createElement("template");
    made.innerHTML = one.textContent;
    one.replaceWith(made.content);
  };
  const unfoldAll = (within = document) => all("noscript.later", within).forEach(unfold);
  const idle = (work) => window.requestIdleCallback ? requestIdleCallback(work, { timeout: 300 }) : setTimeout(work, 50);
  const unfoldSome = (left) => {
    const ends = performance.now() + Math.max(10, left?.timeRemaining?.() ?? 0);
    let next;
    while ((next = $("noscript.later")) && performance.now() < ends) unfold(next);
    if (next) idle(unfoldSome);
  };
  addEventListener("load", () => idle(unfoldSome));
  const legsOf = (number) => {
    unfold(all("noscript.later[data-first]").findLast((one) => Number(one.dataset.first) <= Number(number)));
    return document.getElementById("w" + number);
  };

  // Details open for whoever comes to what is in them, also in browsers that do not do so by themselves.
  const reveal = (target) => {
    for (let at = target; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
    target?.scrollIntoView({ block: "nearest", behavior: calm.matches ? "auto" : "smooth" });
  };
  const arrive = () => {
    const name = decodeURIComponent(location.hash.slice(1));
    if (/^w[0-9]+$/.test(name)) legsOf(name.slice(1));
    const found = name && document.getElementById(name);
    if (found) reveal(found);
  };
  addEventListener("hashchange", arrive);
  arrive();
  let closed = [];
  matchMedia("print").addEventListener("change", (print) => { if (print.matches) unfoldAll(); });
  addEventListener("beforeprint", () => { unfoldAll(); closed = all("details:not([open])"); for (const one of closed) one.open = true; });
  addEventListener("afterprint", () => { for (const one of closed) one.open = false; });

  // The chosen step.
  let opener = null;
  const serviceOf = (row) => $(".name", row.closest(".service")).textContent;
  const describe = (key) => {
    const row = rowOf(key);
    if (!row) return null;
    const [step, to, verdict] = row.children;
    return { key, row, verdict: row.classList[0], name: $(".pick", step).textContent, because: $("small", step).textContent, to, says: verdict, service: serviceOf(row) };
  };
  const wayOf = (number) => {
    const legs = legsOf(number), way = legs?.closest(".way");
    if (!way) return [];
    const head = make("p", "", "quiet");
    head.append(...[...$("summary span", way).childNodes].map((one) => one.cloneNode(true)));
    const box = make("div", "", "way " + way.classList[1]);
    const copy = legs.cloneNode(true);
    copy.removeAttribute("id");
    box.append(head, copy);
    return [box];
  };
  const askedOf = (key, row) => all("tr", row.closest(".service")).filter((one) => one.dataset.of === key);
  const show = (one, keys, ways) => {
    inspector.replaceChildren();
    inspector.className = "inspector with-script " + one.verdict;
    const top = make("div", "", "row"), close = make("button", "Close");
    close.type = "button";
    close.addEventListener("click", clear);
    top.append(make("h3", one.name), close);
    inspector.append(top);
    if (one.row) {
      const says = make("p");
      says.append(...[...one.says.childNodes].map((part) => part.cloneNode(true)));
      inspector.append(make("p", one.because), says, make("p", one.service, "quiet"));
      for (const why of all(".why", one.row)) {
        const finding = $("h3", $(why.hash).closest(".finding"));
        if (finding) { const says = make("p"); says.append(...[...finding.childNodes].map((part) => part.cloneNode(true))); inspector.append(says); }
      }
      const to = make("p");
      to.append(...[...one.to.childNodes].map((part) => part.cloneNode(true)));
      if (to.textContent) inspector.append(to);
    }
    if (keys.length > 1) {
      const choices = make("div", "", "choices");
      choices.setAttribute("role", "group");
      choices.setAttribute("aria-label", "Other steps of this arrow");
      for (const key of keys) {
        const other = describe(key);
        if (!other) continue;
        const button = make("button", other.service + (other.name === one.name ? "" : " " + other.name));
        button.type = "button";
        button.setAttribute("aria-pressed", String(key === one.key));
        button.addEventListener("click", () => { show(other, keys, waysOf(other.row)); mark(keys, key); tell(other); $('[aria-pressed="true"]', inspector)?.focus(); });
        choices.append(button);
      }
      inspector.append(choices);
    }
    const asked = one.row ? askedOf(one.key, one.row) : [];
    if (asked.length) {
      inspector.append(make("p", "Permissions", "leg"));
      for (const line of asked) {
        const part = make("p");
        for (const cell of [...line.children].slice(2)) part.append(...[...cell.childNodes].map((node) => node.cloneNode(true)));
        inspector.append(part);
      }
    }
    const shown = ways.flatMap(wayOf);
    if ($(".layer.stops, .layer.open", inspector)) inspector.append(...shown); else asked.length ? $(".leg", inspector).before(...shown) : inspector.append(...shown);
    inspector.hidden = false;
  };
  const waysOf = (row) => all(".refs a", row).map((one) => one.hash.slice(2));
  const mark = (keys, key) => {
    const chosen = new Set(keys);
    canvas?.classList.add("choosing");
    for (const arrow of all(".arrow", canvas ?? inspector)) {
      const own = (arrow.dataset.steps ?? "").split(" ");
      const is = key ? own.includes(key) : own.some((one) => chosen.has(one));
      arrow.classList.toggle("chosen", is);
      arrow.setAttribute("aria-pressed", String(is));
    }
    for (const row of all(".steps tr.chosen")) row.classList.remove("chosen");
    if (key) rowOf(key)?.classList.add("chosen");
  };
  const tell = (one) => { said.textContent = `${one.name}${one.service ? " of " + one.service : ""}: ${{ holds: "holds", fails: "fails", unknown: "not known" }[one.verdict]}. ${one.because ?? ""}`; };
  const choose = (keys, from, ways) => {
    const steps = keys.map(describe).filter(Boolean).sort((a, b) => worst[a.verdict] - worst[b.verdict]);
    if (!steps.length) return false;
    opener = from;
    for (const one of steps) unfoldAll(one.row.closest(".service"));
    show(steps[0], steps.map((one) => one.key), ways ?? waysOf(steps[0].row));
    mark(keys, steps[0].key);
    tell(steps[0]);
    return true;
  };
  function clear() {
    inspector.hidden = true;
    canvas?.classList.remove("choosing");
    for (const one of all(".chosen")) { one.classList.remove("chosen"); if (one.matches(".arrow")) one.setAttribute("aria-pressed", "false"); }
    said.textContent = "";
    opener?.focus({ preventScroll: false });
    opener = null;
  }
  const chooseLeak = (arrow) => {
    const finding = all(".finding").find((one) => one.dataset.cause === arrow.dataset.cause);
    if (!finding) return;
    opener = arrow;
    const way = $('.links a[href^="#w"]', finding);
    show({ name: $("h3", finding).textContent, verdict: "fails" }, [], way ? [way.hash.slice(2)] : []);
    mark([], "");
    arrow.classList.add("chosen");
    arrow.setAttribute("aria-pressed", "true");
    tell({ name: $("h3", finding).textContent, verdict: "fails" });
  };
  const press = (arrow) => {
    if (arrow.classList.contains("chosen")) return clear();
    const keys = (arrow.dataset.steps ?? "").split(" ").filter(Boolean);
    if (keys.length ? !choose(keys, arrow) : true) chooseLeak(arrow);
  };
  const openService = (box) => {
    const number = (box.dataset.serviceNumbers ?? "").split(" ")[0];
    const found = number && document.getElementById("service-" + number);
    if (found) { reveal(found); found.open = true; $("summary", found).focus(); }
  };
  if (canvas) {
    for (const arrow of all(".arrow", canvas)) {
      arrow.setAttribute("role", "button");
      arrow.setAttribute("tabindex", "0");
      arrow.setAttribute("aria-pressed", "false");
    }
    const pressed = (event) => {
      const arrow = event.target.closest(".arrow"), box = event.target.closest(".service");
      if (arrow) press(arrow); else if (box) openService(box); else return false;
      return true;
    };
    canvas.addEventListener("click", pressed);
    canvas.addEventListener("keydown", (event) => { if ((event.key === "Enter" || event.key === " ") && pressed(event)) event.preventDefault(); });
  }
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-step]");
    if (!link) return;
    const way = link.matches(".links a") && link.hash.startsWith("#w") ? [link.hash.slice(2)] : undefined;
    if (choose([link.dataset.step], link, way)) {
      event.preventDefault();
      $(".arrow.chosen", canvas ?? inspector)?.scrollIntoView({ block: "center", inline: "center" });
      inspector.focus({ preventScroll: true });
      inspector.closest(".stage").scrollIntoView({ block: "start", behavior: calm.matches ? "auto" : "smooth" });
    }
  });
  addEventListener("keydown", (event) => { if (event.key === "Escape" && !inspector.hidden) clear(); });

  // Search and filter.
  const search = $("#search"), shown = $("#shown"), nothing = $("#nothing");
  if (search) {
    const rows = all(".service[data-number]").map((row) => ({ row, text: "" }));
    const drawn = all("[data-service-numbers], .arrow[data-services]", canvas ?? inspector);
    let filter = "";
    const refresh = () => {
      const words = search.value.toLowerCase().split(/\s+/).filter(Boolean), seen = new Set();
      if (words.length) all(".service noscript.later").forEach(unfold);
      for (const one of rows) {
        if (words.length) one.text ||= ($("summary", one.row).textContent + " " + ($(".body", one.row)?.textContent ?? "")).toLowerCase();
        const fits = (!filter || one.row.dataset.verdict === filter) && words.every((word) => one.text.includes(word));
        one.row.hidden = !fits;
        if (fits) seen.add(one.row.dataset.number);
      }
      for (const group of all(".network, .group")) group.hidden = !$(".service[data-number]:not([hidden])", group);
      for (const part of drawn) {
        const own = (part.dataset.serviceNumbers ?? part.dataset.services ?? "").split(" ").filter(Boolean);
        part.classList.toggle("dim", own.length > 0 && !own.some((number) => seen.has(number)));
      }
      nothing.hidden = seen.size > 0;
      shown.textContent = words.length || filter ? `${seen.size} of ${rows.length}` : "";
    };
    search.addEventListener("input", refresh);
    for (const button of all("[data-filter]")) button.addEventListener("click", () => {
      filter = button.dataset.filter;
      for (const one of all("[data-filter]")) one.setAttribute("aria-pressed", String(one === button));
      refresh();
    });
  }

  // Copying.
  for (const button of all(".copy")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const text = $("code", button.closest("figure"));
      try {
        await navigator.clipboard.writeText(text.textContent);
      } catch {
        getSelection().selectAllChildren(text);
        document.execCommand("copy");
      }
      button.textContent = "Copied";
      said.textContent = "Copied";
      setTimeout(() => { button.textContent = "Copy"; }, 2000);
    });
  }
})();
