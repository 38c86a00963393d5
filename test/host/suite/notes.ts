/** What suites measured: printed below their results. */
export const notes: string[] = [];
