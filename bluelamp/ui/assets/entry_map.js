// Maps of ui/kit/map.html. MapLibre is fetched only when a map comes near the screen; without it, without WebGL or
// without JavaScript the list beside the map says the same.
import { age } from "./clocks.js";
import { boundsOf, colours, mapStyle, mark, TONES } from "./map_style.js";

const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;

const AGEING = 15_000; // ms between two looks at how old things are

const read = (box) => JSON.parse(document.getElementById(box.dataset.map).textContent);

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
  const choose = (id) => {
    if (on !== null) map.setFeatureState({ source: "features", id: on }, { on: false });
    on = id ?? null;
    if (on !== null) map.setFeatureState({ source: "features", id: on }, { on: true });
    for (const row of pair.querySelectorAll("[data-map-row]")) row.toggleAttribute("data-map-on", on !== null && row.dataset.mapRow === String(on));
  };
  for (const kind of ["pointerover", "focusin"]) {
    pair.addEventListener(kind, ({ target }) => {
      const row = target.closest("[data-map-row]");
      if (row) choose(row.dataset.mapRow);
    });
  }
  map.on("click", ({ point }) => {
    const [found] = map.queryRenderedFeatures(point, { layers: ["marks", "fills", "edges"] });
    choose(found?.properties.id);
    tip.replaceChildren();
    if (!found) return;
    const { name, href } = found.properties;
    const link = document.createElement(href ? "a" : "span");
    if (href) link.href = href;
    link.textContent = name ?? "";
    tip.append(link);
    pair.querySelector("[data-map-on]")?.scrollIntoView({ block: "nearest" });
  });
}

async function draw(box) {
  const { Map, setWorkerUrl } = await import("maplibre-gl");
  setWorkerUrl(new URL(box.dataset.mapWorker, document.baseURI).href);
  let data = read(box);
  const drawn = () => mapStyle({ ...data, features: aged(data.features) }, colours());
  const redraw = () => map.getSource("features")?.setData(aged(data.features));
  const fit = { padding: Math.min(40, box.clientHeight / 8), maxZoom: 15, animate: !calm };
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
  pairing(box, map);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => map.setStyle(drawn(), { diff: false }));
  // A live refresh that brought other data shows it without losing the place.
  document.addEventListener("bl:refreshed", () => {
    data = read(box);
    redraw();
  });
  if (data.features.features.some(({ properties }) => properties.at)) setInterval(redraw, AGEING);
  map.once("idle", () => (box.dataset.mapReady = "drawn"));
}

function hasWebGL() {
  try {
    return Boolean(document.createElement("canvas").getContext("webgl2"));
  } catch {
    return false;
  }
}

if (hasWebGL()) {
  const near = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      near.unobserve(target);
      draw(target).catch(() => target.removeAttribute("data-map-ready"));
    }
  }, { rootMargin: "200px" });
  for (const box of document.querySelectorAll("[data-map]")) {
    box.dataset.mapReady = "wait";
    near.observe(box);
  }
}
