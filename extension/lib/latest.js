/**
 * Drawing what was gathered, in the order in which it was asked for. Pure.
 * @module
 */

/**
 * Return a function that gathers and then draws, unless something that was asked for later has been drawn meanwhile:
 * what was gathered first may come last, and would put the past over the present.
 * @template {unknown[]} Asked
 * @template Gathered
 * @param {(...asked: Asked) => Promise<Gathered>} gather
 * @param {(gathered: Gathered, ...asked: Asked) => void} draw
 * @returns {(...asked: Asked) => Promise<void>}
 */
export function drawsTheLatest(gather, draw) {
  let begun = 0;
  let drawn = 0;
  return async (...asked) => {
    begun += 1;
    const turn = begun;
    const gathered = await gather(...asked);
    if (turn < drawn) return;
    drawn = turn;
    draw(gathered, ...asked);
  };
}
