/**
 * Answers of graphics, which may come late or say that something failed.
 *
 *   await within(3000, promise)     the promise, or undefined after so many milliseconds
 *   checked(answer)                 the answer; throws where it tells of a fault
 */
export function within(ms, promise) {
  let timer;
  const late = new Promise((resolve) => (timer = setTimeout(resolve, ms)));
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

/** OGraf: no answer is a good answer; a code from 400 on is a fault. */
export function checked(answer) {
  if (answer?.statusCode >= 400) throw new Error(answer.statusMessage ?? `it answered ${answer.statusCode}`);
  return answer;
}
