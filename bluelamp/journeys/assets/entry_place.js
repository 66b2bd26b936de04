// Beside a question about a place: where this device is, or a mark on a map. Both only fill in the page's own fields, and
// nothing leaves before the page is sent. MapLibre is fetched when somebody asks for the map.
import { colours, mapStyle, mark, TONES } from "../../ui/assets/map_style.js";

const PATIENCE = 15_000; // ms for the device to find itself
const COARSE = 5_000; // metres: farther off than this is no help
const CLOSE = 16; // zoom at which a house's place can be told
const START = 10;

const box = document.querySelector("[data-place]");
const words = box?.dataset;
const part = (name) => box.querySelector(`[data-${name}]`);
const field = (name) => document.getElementsByName(`${words.place}-${name}`)[0];
const status = box?.querySelector("[role=status]");

let map = null;

function note(values, said) {
  for (const name of ["lat", "lon", "by", "metres"]) field(name).value = values[name] ?? "";
  status.textContent = said;
  part("clear").hidden = !values.lat;
  const known = document.getElementsByName(`${words.place}-known`);
  if (values.lat && ![...known].some((choice) => choice.checked)) known[known.length - 1].click(); // no address: roughly
}

function found({ coords }) {
  if (coords.accuracy > COARSE) return denied();
  const metres = Math.max(1, Math.ceil(coords.accuracy));
  note({ lat: coords.latitude.toFixed(6), lon: coords.longitude.toFixed(6), by: "device", metres }, words.textDevice.replace("{}", metres));
  map?.jumpTo({ center: [coords.longitude, coords.latitude], zoom: CLOSE });
}

function denied() {
  status.textContent = words.textDenied;
}

function here() {
  status.textContent = words.textFinding;
  navigator.geolocation.getCurrentPosition(found, denied, { enableHighAccuracy: true, timeout: PATIENCE });
}

/** A map whose middle is what is marked: it is moved by a finger, a mouse or the arrow keys alike. */
async function show() {
  part("show-map").disabled = true;
  try {
    const [{ Map, setWorkerUrl }, answer] = await Promise.all([import("maplibre-gl"), fetch(words.ground)]);
    setWorkerUrl(new URL(words.worker, document.baseURI).href);
    const ground = await answer.json();
    box.querySelector(".bl-place__map").hidden = false;
    const marked = field("lat").value ? [Number(field("lon").value), Number(field("lat").value)] : null;
    map = new Map({
      container: box.querySelector(".bl-place__box"),
      style: mapStyle(ground, colours()),
      center: marked ?? middleOf(ground.features.features),
      zoom: marked ? CLOSE : START,
      attributionControl: false,
      dragRotate: false,
      pitchWithRotate: false,
    });
    map.setMissingStyleImageResolver((id) => {
      if (TONES.includes(id)) map.addImage(id, mark(id, colours()), { pixelRatio: 2 });
    });
    map.touchZoomRotate.disableRotation();
    map.getCanvas().setAttribute("aria-label", words.textLabel);
    map.once("idle", () => (box.dataset.ready = "drawn"));
    part("show-map").hidden = true;
    part("marking").hidden = false;
    map.getCanvas().focus();
  } catch {
    part("show-map").hidden = true; // no WebGL, or no network: the address is above
  }
}

function middleOf(features) {
  const sum = features.reduce(([x, y], { geometry: { coordinates } }) => [x + coordinates[0], y + coordinates[1]], [0, 0]);
  return sum.map((total) => total / features.length);
}

function markMiddle() {
  const { lat, lng } = map.getCenter();
  note({ lat: lat.toFixed(6), lon: lng.toFixed(6), by: "map" }, words.textMap);
}

if (box) {
  box.hidden = false;
  const locate = part("here"); // not on a page that is filled in for somebody else
  if (locate) locate.hidden = !("geolocation" in navigator);
  locate?.addEventListener("click", here);
  part("show-map").addEventListener("click", show);
  part("mark").addEventListener("click", markMiddle);
  part("clear").addEventListener("click", () => note({}, words.textNone));
  const { lat, by, metres } = Object.fromEntries(["lat", "by", "metres"].map((name) => [name, field(name).value]));
  part("clear").hidden = !lat;
  if (lat) status.textContent = by === "device" ? words.textDevice.replace("{}", metres) : words.textMap;
}
