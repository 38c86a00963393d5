import { claim, release } from '../../../src/jobs/lock.ts';

/** A window: claims each folder that it is told, answers whether it got it, and holds it until it is told to let go. */
process.on('message', ({ folder, letGo }: { folder: string; letGo: boolean }) => {
  const work = letGo ? release(folder) : claim(folder);
  work.then(
    () => process.send!(true),
    (error: unknown) => process.send!((error as { kind?: string }).kind === 'busy' ? false : String(error)),
  );
});
process.send!(true);
