/**
 * Where `playAction` leads (EBU OGraf v1, "target step"): the number of the step, from 0, or undefined for the end.
 * Renderers send numbers, strings of digits, null or nothing.
 */
export function targetStep(current, stepCount, { goto, delta } = {}) {
  const wanted = number(goto) ?? (current ?? -1) + (number(delta) ?? 1);
  if (stepCount === 0 || (stepCount > 0 && wanted >= stepCount)) return undefined;
  return Math.max(wanted, 0);
}

const number = (value) => {
  const found = value === undefined || value === null || value === "" ? NaN : Number(value);
  return Number.isFinite(found) ? Math.trunc(found) : undefined;
};
