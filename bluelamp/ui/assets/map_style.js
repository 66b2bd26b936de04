// The map's look, from the page's own colours (so it follows day and night) and with no outside tiles, fonts or icons.
// Marks have the shapes of the risk badges: diamond, triangle, square, dot, ring.

export const TONES = ["critical", "high", "medium", "low", "none", "info"];

export function colours() {
  const style = getComputedStyle(document.documentElement);
  const read = (name) => style.getPropertyValue(name).trim();
  return {
    ink: read("--bl-ink"),
    paper: read("--bl-paper"),
    ground: read("--bl-canvas"),
    area: read("--bl-raised"),
    line: read("--bl-line-strong"),
    soft: read("--bl-ink-soft"),
    link: read("--bl-link"),
    tone: Object.fromEntries(TONES.map((name) => [name, read(name === "info" ? "--bl-link" : `--bl-${name}`)])),
  };
}

const SHAPES = {
  critical: (c) => polygon(c, [[16, 1], [31, 16], [16, 31], [1, 16]]),
  high: (c) => polygon(c, [[16, 2], [31, 29], [1, 29]]),
  medium: (c) => polygon(c, [[3, 3], [29, 3], [29, 29], [3, 29]]),
  low: (c) => c.arc(16, 16, 13, 0, 7),
  none: (c) => c.arc(16, 16, 9, 0, 7),
  info: (c) => c.arc(16, 16, 13, 0, 7),
};

function polygon(context, points) {
  context.moveTo(...points[0]);
  for (const point of points.slice(1)) context.lineTo(...point);
  context.closePath();
}

/** One mark of 32 x 32 px (drawn at half that) with an edge that is seen on any ground. */
export function mark(tone, { tone: fill, paper, ink }) {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 36;
  const context = canvas.getContext("2d");
  context.translate(2, 2);
  context.beginPath();
  SHAPES[tone](context);
  context.lineJoin = "round";
  context.lineWidth = 5;
  context.strokeStyle = paper;
  context.stroke();
  context.lineWidth = 2;
  context.strokeStyle = ink;
  context.fillStyle = fill[tone];
  context.fill();
  context.stroke();
  return context.getImageData(0, 0, 36, 36);
}

const toneOf = (palette) => ["match", ["get", "tone"], ...TONES.flatMap((t) => [t, palette.tone[t]]), palette.link];
const font = { "text-font": ["Helvetica Neue", "Arial"] };
const kind = (name) => ["==", ["geometry-type"], name];

/** A MapLibre style for `{features, areas}` (GeoJSON FeatureCollections, WGS84). */
export function mapStyle({ features, areas }, palette) {
  const empty = { type: "FeatureCollection", features: [] };
  const shade = ["case", ["has", "value"], ["interpolate", ["linear"], ["get", "value"], 0, 0.08, 1, 0.8], 0.35];
  const label = (id, source, filter, layout, paint) => ({ id, source, type: "symbol", filter, layout: { ...font, "text-size": 13, "text-max-width": 8, ...layout }, paint: { "text-halo-color": palette.paper, "text-halo-width": 1.5, ...paint } });
  return {
    version: 8,
    sources: {
      areas: { type: "geojson", data: areas ?? empty },
      features: { type: "geojson", data: features, promoteId: "id" },
    },
    layers: [
      { id: "ground", type: "background", paint: { "background-color": palette.ground } },
      { id: "areas", type: "fill", source: "areas", paint: { "fill-color": palette.area } },
      { id: "areas-edge", type: "line", source: "areas", paint: { "line-color": palette.line, "line-width": 1 } },
      { id: "fills", type: "fill", source: "features", filter: kind("Polygon"), paint: { "fill-color": toneOf(palette), "fill-opacity": shade } },
      { id: "edges", type: "line", source: "features", filter: ["!", kind("Point")], paint: { "line-color": toneOf(palette), "line-width": ["case", ["boolean", ["feature-state", "on"], false], 4, 2] } },
      label("areas-name", "areas", true, { "text-field": ["coalesce", ["get", "label"], ["get", "name"], ""] }, { "text-color": palette.soft }),
      { id: "ring", type: "circle", source: "features", filter: kind("Point"), paint: { "circle-radius": ["case", ["boolean", ["feature-state", "on"], false], 15, 0], "circle-color": palette.link, "circle-opacity": 0.25, "circle-stroke-width": ["case", ["boolean", ["feature-state", "on"], false], 2, 0], "circle-stroke-color": palette.link } },
      {
        id: "marks",
        type: "symbol",
        source: "features",
        filter: kind("Point"),
        layout: { "icon-image": ["coalesce", ["get", "tone"], "info"], "icon-allow-overlap": true, ...font, "text-field": ["coalesce", ["get", "label"], ""], "text-size": 13, "text-offset": [0, 0.9], "text-anchor": "top", "text-optional": true },
        paint: { "text-color": palette.ink, "text-halo-color": palette.paper, "text-halo-width": 1.5 },
      },
    ],
  };
}

/** The box around everything: [[west, south], [east, north]], or null when there is nothing. */
export function boundsOf(...collections) {
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  const walk = (coordinates) => {
    if (typeof coordinates[0] !== "number") return coordinates.forEach(walk);
    const [x, y] = coordinates;
    box[0] = Math.min(box[0], x);
    box[1] = Math.min(box[1], y);
    box[2] = Math.max(box[2], x);
    box[3] = Math.max(box[3], y);
  };
  for (const collection of collections) for (const feature of collection?.features ?? []) if (feature.geometry) walk(feature.geometry.coordinates);
  return Number.isFinite(box[0]) ? [[box[0], box[1]], [box[2], box[3]]] : null;
}
