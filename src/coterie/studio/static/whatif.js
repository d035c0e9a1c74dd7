// Finds the segment of a customer whose values are changed, as `coterie score` does, and the values of one feature at which it changes.

/** @typedef {{fill: number | string, center: number, scale: number, power: number | null, unit: number | null, categories: string[] | null}} Feature */
/** @typedef {{features: Feature[], centers: number[][]}} Model */
/** @typedef {number | string | null} Value */
/** @typedef {{from: number, to: number, segment: number}} Stretch */

const LARGEST_EXPONENT = 300;
const LOGARITHM = 1e-9;

/** @param {number} logs @param {number} power */
function grow(logs, power) {
  return Math.abs(power) < LOGARITHM ? logs : Math.expm1(Math.min(power * logs, LARGEST_EXPONENT)) / power;
}

/** @param {number} grown @param {number} power */
function shrink(grown, power) {
  return Math.abs(power) < LOGARITHM ? Math.expm1(grown) : Math.expm1(Math.log1p(Math.max(power * grown, -1)) / power);
}

/** A number as segments are made of it. @param {Feature} feature @param {number} x */
export function toPlace(feature, x) {
  let value = x;
  if (feature.power !== null && feature.unit !== null) {
    const scaled = x / feature.unit, logs = Math.log1p(Math.abs(scaled));
    value = scaled < 0 ? -grow(logs, 2 - feature.power) : grow(logs, feature.power);
  }
  return (value - feature.center) / feature.scale;
}

/** The number that stands at a place. @param {Feature} feature @param {number} place */
export function fromPlace(feature, place) {
  const value = place * feature.scale + feature.center;
  if (feature.power === null || feature.unit === null) return value;
  return (value >= 0 ? shrink(value, feature.power) : -shrink(-value, 2 - feature.power)) * feature.unit;
}

/** @param {Feature} feature @param {Value} value */
function columns(feature, value) {
  const known = value === null ? feature.fill : value;
  if (feature.categories) return feature.categories.map((each) => (each === known ? 1 : 0) / feature.scale);
  return [toPlace(feature, Number(known))];
}

/** The squared distance to each centre, feature by feature. @param {Model} model @param {Value[]} values */
export function squares(model, values) {
  const x = model.features.map((feature, i) => columns(feature, values[i]));
  return model.centers.map((center) => {
    let at = 0;
    return x.map((part) => part.reduce((sum, each) => sum + (each - center[at++]) ** 2, 0));
  });
}

export function total(/** @type {number[]} */ parts) {
  return parts.reduce((sum, each) => sum + each, 0);
}

/** The segments, the nearest first; of equally near ones the first. @param {number[][]} squared */
export function order(squared) {
  const far = squared.map(total);
  return far.map((_, i) => i).sort((i, j) => far[i] - far[j] || i - j);
}

/** The segment with these values. @param {Model} model @param {Value[]} values */
export function segment(model, values) {
  return order(squares(model, values))[0];
}

/** By how much each feature makes another centre farther than the own one. @param {number[][]} squared @param {number} own @param {number} other */
export function parts(squared, own, other) {
  return squared[own].map((each, i) => squared[other][i] - each);
}

/**
 * Which segment wins where, along one number from low to high. Of each centre, the squared distance less what all have in common is
 * a straight line over the place, so that the winner is the lowest of K lines: each corner is a division.
 * @param {Model} model @param {Value[]} values @param {number} at @param {number} low @param {number} high @returns {Stretch[]}
 */
export function stretches(model, values, at, low, high) {
  const feature = model.features[at];
  const column = model.features.slice(0, at).reduce((sum, each) => sum + (each.categories?.length ?? 1), 0);
  const lines = squares(model, values).map((parts, i) => {
    const center = model.centers[i][column];
    return { slope: -2 * center, start: total(parts.map((each, j) => (j === at ? center ** 2 : each))) };
  });
  let place = toPlace(feature, low);
  const end = toPlace(feature, high);
  const height = (/** @type {number} */ i) => lines[i].slope * place + lines[i].start;
  let own = 0;
  lines.forEach((line, i) => {
    const lower = height(i) - height(own);
    if (lower < 0 || (lower === 0 && line.slope < lines[own].slope)) own = i;
  });
  const found = [{ from: low, to: high, segment: own }];
  for (;;) {
    let next = -1, corner = end;
    lines.forEach((line, i) => {
      if (line.slope >= lines[own].slope) return;
      const where = Math.max((line.start - lines[own].start) / (lines[own].slope - line.slope), place);
      if (where < corner || (next >= 0 && where === corner && line.slope < lines[next].slope)) [next, corner] = [i, where];
    });
    if (next < 0) return found;
    const value = fromPlace(feature, corner);
    found[found.length - 1].to = value;
    found.push({ from: value, to: high, segment: next });
    [own, place] = [next, corner];
  }
}
