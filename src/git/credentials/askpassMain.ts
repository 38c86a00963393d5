/** What git runs to ask for credentials: passes the question to our socket and prints the answer. */
import { connect } from 'node:net';

const socket = connect(process.env['GHSA_ASKPASS_SOCKET'] ?? '');
socket.on('connect', () => socket.write(`${process.argv.slice(2).join(' ').trim()}\n`));
socket.on('error', () => process.exit(1));
socket.pipe(process.stdout);
