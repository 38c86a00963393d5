/** What a logger of `debug` is to simple-git, and says nothing. */
interface Silent {
  (): void;
  readonly namespace: string;
  readonly enabled: boolean;
  extend(): Silent;
}

const silent: Silent = Object.assign(() => undefined, {
  namespace: '',
  enabled: false,
  extend: () => silent,
});

/**
 * What stands in the bundle for `debug` (esbuild.mjs): with DEBUG in the environment simple-git would print all that git
 * answers. The variable itself is not touched: others in the same process may want it.
 */
export default Object.assign(() => silent, { formatters: {} });
