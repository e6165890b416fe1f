import type { Permission } from './command.ts'

/** Thrown by a page or a command when what it names does not exist for this agent. */
export class Introuvable extends Error {
  constructor(message = 'Cette page n’existe pas, ou ce dossier n’est pas dans votre périmètre.') {
    super(message)
  }
}

/**
 * Stops with 404 when the row is not there; the same words whether it does not exist or is out of
 * périmètre.
 */
export function trouver<T>(ligne: T | undefined | null): T {
  if (ligne == null) throw new Introuvable()
  return ligne
}

/** Thrown when the function does not hold the permission. */
export class Interdit extends Error {
  readonly permission: Permission
  constructor(permission: Permission) {
    super('Votre fonction ne permet pas cet acte.')
    this.permission = permission
  }
}
