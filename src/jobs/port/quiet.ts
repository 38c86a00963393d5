/** Imported first: with DEBUG in the environment simple-git would print all that git answers. This process is ours alone. */
delete process.env['DEBUG'];
