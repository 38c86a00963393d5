/** The words of an undisturbed run are what was confirmed; those of every other run have to be the same. */
export function asFirst(): (words: readonly unknown[]) => string[] {
  let model: string | null = null;
  return words => {
    const whole = JSON.stringify(words);
    model ??= whole;
    return whole === model ? [] : [`not as confirmed: ${whole} in place of ${model}`];
  };
}
