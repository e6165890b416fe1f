#!/usr/bin/env node
import { lancer } from './commandes.ts'

// Who reads only the first lines (`| head`) closes the pipe: no fault.
process.stdout.on('error', () => process.exit(0))
process.exitCode = await lancer(process.argv.slice(2))
