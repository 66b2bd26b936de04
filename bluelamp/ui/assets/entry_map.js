// Maps of ui/kit/map.html. MapLibre is fetched only when a map comes near the screen; without it, without WebGL or
// without JavaScript the list beside the map says the same.
import { age } from "./clocks.js";
import { boundsOf, colours, mapStyle, mark, TONES } from "./map_style.js";

const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;

const AGEING = 15_000; // ms between two looks at how old things are

const parsed = (id) => JSON.parse(document.getElementById(id).textContent);
const words = (box) => document.getElementById(box.dataset.map).textContent;

/** What is drawn of `features`: beneath a label how long ago its thing was there, from a minute on. */
function aged(features, now = Date.now()) {
  const label = ({ label: words, at }) => [words, at && age(Date.parse(at), now)].filter(Boolean).join("\n");
  return { ...features, features: features.features.map((f) => (f.properties.at ? { ...f, properties: { ...f.properties, label: label(f.properties) } } : f)) };
}

function button(text, label, act) {
  const element = document.createElement("button");
  element.type = "button";
  element.className = "bl-map__button";
  element.textContent = text;
  element.setAttribute("aria-label", label);
  element.addEventListener("click", act);
  return element;
}

function buttons(box, map, everything) {
  const bar = document.createElement("div");
  bar.className = "bl-map__buttons";
  bar.append(
    button("+", box.dataset.textIn, () => map.zoomIn({ animate: !calm })),
    button("\u2212", box.dataset.textOut, () => map.zoomOut({ animate: !calm })),
    button("\u2922", box.dataset.textAll, everything),
  );
  box.append(bar);
}

/** A click or a row in focus marks the same thing on the map and in the list. */
function pairing(box, map) {
  const tip = document.createElement("p");
  tip.className = "bl-map__tip";
  tip.setAttribute("role", "status");
  box.append(tip);
  const pair = box.closest(".bl-map"); // its rows come and go with the live feed
  let on = null;
  const say = (properties) => {
    tip.replaceChildren();
    if (!properties) return;
    const { name, href } = properties;
    const link = document.createElement(href ? "a" : "span");
    if (href) link.href = href;
    link.textContent = name ?? "";
    tip.append(link);
  };
  /** Only where there is a style yet: a row can have the focus before its map is drawn, and at nightfall. */
  const light = (state) => {
    if (on !== null && map.getSource("features")) map.setFeatureState({ source: "features", id: on }, { on: state });
  };
  map.on("style.load", () => light(true));
  const choose = (id) => {
    light(false);
    on = id ?? null;
    light(true);
    for (const row of pair.querySelectorAll("[data-map-row]")) row.toggleAttribute("data-map-on", on !== null && row.dataset.mapRow === String(on));
  };
  const inHand = (element) => {
    const row = element?.closest("[data-map-row]");
    if (row && pair.contains(row)) choose(row.dataset.mapRow);
  };
  for (const kind of ["pointerover", "focusin"]) pair.addEventListener(kind, ({ target }) => inHand(target));
  inHand(document.activeElement);
  map.on("click", ({ point }) => {
    const [found] = map.queryRenderedFeatures(point, { layers: ["marks", "fills", "edges"] });
    choose(found?.properties.id);
    say(found?.properties);
    if (found) pair.querySelector("[data-map-on]")?.scrollIntoView({ block: "nearest" });
  });
  /** After a refresh: what is marked stays marked, unless it is gone. */
  return (features) => {
    const still = features.some(({ properties }) => String(properties.id) === String(on));
    if (!still) say(null);
    choose(still ? on : null);
  };
}

async function draw(box, ground) {
  const { Map, setWorkerUrl } = await import("maplibre-gl");
  setWorkerUrl(new URL(box.dataset.mapWorker, document.baseURI).href);
  let shown = words(box);
  let data = { features: JSON.parse(shown), areas: ground };
  const drawn = () => mapStyle({ ...data, features: aged(data.features) }, colours());
  const redraw = () => map.getSource("features")?.setData(aged(data.features));
  const fit = { padding: Math.min(40, box.clientHeight / 8), maxZoom: ground ? 10.5 : 15, animate: !calm };
  const bounds = () => boundsOf(data.features) ?? boundsOf(data.areas) ?? [[-6, 50], [2, 56]];
  const map = new Map({
    container: box,
    style: drawn(),
    bounds: bounds(),
    fitBoundsOptions: fit,
    attributionControl: false,
    cooperativeGestures: true,
    dragRotate: false,
    pitchWithRotate: false,
    fadeDuration: calm ? 0 : 200,
  });
  map.setMissingStyleImageResolver((id) => {
    if (TONES.includes(id)) map.addImage(id, mark(id, colours()), { pixelRatio: 2 });
  });
  map.touchZoomRotate.disableRotation();
  map.getCanvas().setAttribute("aria-label", box.dataset.mapLabel);
  buttons(box, map, () => map.fitBounds(bounds(), fit));
  const keepMark = pairing(box, map);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => map.setStyle(drawn(), { diff: false }));
  // A live refresh that brought other data shows it without losing the place.
  document.addEventListener("bl:refreshed", ({ target }) => {
    if (!target.contains(box) || words(box) === shown) return;
    shown = words(box);
    data = { ...data, features: JSON.parse(shown) };
    redraw();
    keepMark(data.features.features);
  });
  if (data.features.features.some(({ properties }) => properties.at)) setInterval(redraw, AGEING);
  // Where one looks: latitude, longitude and zoom, for scripts of a page and for tests.
  const place = () => (box.dataset.mapPlace = [map.getCenter().lat, map.getCenter().lng, map.getZoom()].map((n) => n.toFixed(5)).join(" "));
  map.on("moveend", place);
  map.once("idle", () => {
    place();
    box.dataset.mapReady = "drawn";
  });
}

/** For a page that must stay light: the map comes when somebody asks for it. */
function offer(box, show) {
  const asked = document.createElement("button");
  asked.type = "button";
  asked.className = "govuk-button govuk-button--secondary bl-map__show";
  asked.textContent = box.dataset.textShow;
  asked.addEventListener("click", () => {
    asked.remove();
    box.dataset.mapReady = "wait";
    box.tabIndex = -1;
    box.focus();
    show();
  });
  box.dataset.mapReady = "asked";
  box.append(asked);
}

function hasWebGL() {
  try {
    return Boolean(document.createElement("canvas").getContext("webgl2"));
  } catch {
    return false;
  }
}

const grounds = new Map(); // box -> the shapes that never change

if (hasWebGL()) {
  const show = (box) => draw(box, grounds.get(box)).catch(() => box.removeAttribute("data-map-ready"));
  const near = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      near.unobserve(target);
      show(target);
    }
  }, { rootMargin: "200px" });
  for (const box of document.querySelectorAll("[data-map]")) {
    // Read at once: a live refresh brings marks, not the ground.
    if (box.dataset.mapGround) grounds.set(box, parsed(box.dataset.mapGround));
    if (box.dataset.textShow) {
      offer(box, () => show(box));
      continue;
    }
    box.dataset.mapReady = "wait";
    near.observe(box);
  }
}
