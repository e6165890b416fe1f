import type { z } from 'zod'
import {
  type CauseDeFermeture,
  type Command,
  type Context,
  permisMalgre,
  porteesDe,
  RefusTrace,
} from './command.ts'
import { RIEN_DE_PLUS } from './db/connexion.ts'
import type { Tx } from './db/index.ts'
import { contrainteViolee, estPassagere, estSansObjet, SortInconnu } from './db/pannes.ts'
import { type Demande, type Hote, inTransaction } from './demande.ts'
import { DejaServi, type Envoi, type EnvoiConnu, fermetureDe } from './http/plateforme.ts'
import { Interdit } from './introuvable.ts'
import { Refused } from './refusal.ts'

/**
 * Names of the database's refusals, and codes of ours: a closed dossier takes nothing more, and
 * none opens without a fact.
 */
const ECRITURE_FERMEE = 'ecriture_fermee'
const OUVERTURE_SANS_FAIT = 'ouverture_sans_fait'
/** What is another's to write. */
export const PAS_A_SOI = 'pas_a_soi'
const causes: CauseDeFermeture[] = ['clos', 'propose']

export type Execution<R> =
  | { dejaEnvoye: false; resultat: R; suite: string | null }
  | { dejaEnvoye: true; suite: string | null; a: string; fuseau: string }

type Envoyee = Omit<Demande, 'dossierId' | 'permission' | 'acte' | 'instantane'>
/** What is to be done, with what, and where it leads: a sending that comes again is led there. */
type Acte<S extends z.ZodType, R> = {
  command: Command<S, R>
  input: z.output<S>
  suite?: (resultat: R) => string | null
}
const ESSAIS = 4

/**
 * Runs a command: permission, périmètre, run, reactions and journal in one transaction. The same
 * form sent twice (`envoi`) is carried out once; sent again with another content, it throws
 * DejaServi. A named constraint becomes a refusal; a deadlock is tried again. When nobody knows
 * whether it was committed, the key says so on another connection: it is there, or this is done
 * now; without a key, or without a base that answers, it throws SortInconnu.
 */
export async function envoyer<S extends z.ZodType, R>(
  hote: Hote,
  demande: Envoyee,
  acte: Acte<S, R>,
): Promise<Execution<R>> {
  let doute: SortInconnu | null = null
  let refusEnDoute = false
  for (let essai = 1; ; essai += 1) {
    try {
      return await jouer(hote, demande, acte)
    } catch (erreur) {
      if (erreur instanceof SortInconnu) doute = erreur
      if (essai < ESSAIS && seRefait(erreur, demande)) continue
      if (erreur instanceof RefusTrace)
        await tracerLeRefus(hote, { ...demande, envoi: null }, acte.command, erreur)
      const dit = enRefus(erreur, acte.command.contraintes)
      if (!doute || dit instanceof DejaServi) throw dit
      // What refuses it now may be the first sending, committed since the key was looked for:
      // looked for once more, it is found.
      if (!(dit instanceof Refused)) throw doute
      if (refusEnDoute) throw dit
      refusEnDoute = true
    }
  }
}

const seRefait = (erreur: unknown, { envoi }: Envoyee): boolean =>
  estPassagere(erreur) ||
  contrainteViolee(erreur) === 'un_envoi_par_cle' ||
  (erreur instanceof SortInconnu && envoi != null)

/** One try of a command, whole. */
function jouer<S extends z.ZodType, R>(
  hote: Hote,
  demande: Envoyee,
  { command: commande, input, suite }: Acte<S, R>,
): Promise<Execution<R>> {
  const envoi = demande.envoi ?? null
  const malgre = causes.filter(cause => permisMalgre(commande, cause))
  const { name: acte, permission, instantane = false } = commande
  const dossierId = dossierDe(input)
  return inTransaction<Execution<R>>(
    hote,
    {
      ...demande,
      acte,
      permission,
      dossierId,
      malgre,
      portees: porteesDe(commande),
      geste: true,
      instantane,
    },
    async (tx, context, ouverture, dossier) => {
      if (ouverture.deja)
        return {
          resultat: dejaFait(ouverture.deja, envoi, context.acteur.fuseau),
          fin: RIEN_DE_PLUS,
        }
      const fermeture = fermetureDe(commande, dossier)
      if (fermeture)
        throw new Refused([
          {
            code: fermeture.pourquoi === 'autrui' ? PAS_A_SOI : ECRITURE_FERMEE,
            message: fermeture.message,
          },
        ])
      const resultat = await commande.run(tx, input, context)
      const traces = [commande.journal(input, resultat)].flat()
      const ou = suite?.(resultat) ?? null
      const fait = {
        ouverture,
        commande: acte,
        traces,
        champs: champsDe(input),
        requete: demande.requete,
        envoi,
        suite: ou,
      }
      return {
        resultat: { dejaEnvoye: false, resultat, suite: ou },
        fin: hote.acces.ecriture(fait),
      }
    },
  )
}

/** What a refused command leaves behind it, once what it wrote is undone. */
const tracerLeRefus = <S extends z.ZodType, R>(
  hote: Hote,
  demande: Envoyee,
  { name, permission }: Command<S, R>,
  refus: RefusTrace,
) =>
  inTransaction(
    hote,
    { ...demande, acte: name, permission, dossierId: null },
    async (tx, context) => ({
      resultat: await refus.tracer(tx, context),
      fin: RIEN_DE_PLUS,
    }),
  )

/** The answer to a key that was already carried out; never when what it holds is something else. */
function dejaFait(
  { contenu, suite, a: instant }: EnvoiConnu,
  envoi: Envoi | null,
  fuseau: string,
): Execution<never> {
  if (contenu && envoi && !contenu.equals(envoi.contenu)) throw new DejaServi(instant, fuseau)
  return { dejaEnvoye: true, suite, a: instant, fuseau }
}

/**
 * Runs a command for an account outside HTTP (command line, import, tests): same permission,
 * périmètre and journal.
 */
export async function executer<S extends z.ZodType, R>(
  hote: Hote,
  compteId: string,
  commande: Command<S, R>,
  input: z.input<S>,
): Promise<R> {
  const demande = { porteur: { compteId }, requete: 'hors-http' }
  const fait = await envoyer(hote, demande, {
    command: commande,
    input: commande.input.parse(input),
  })
  if (fait.dejaEnvoye) throw new Error('a command without key cannot have been sent before')
  return fait.resultat
}

/**
 * One command's part in another's transaction (an import opens dossiers): its permission is asked,
 * the outer one keeps the journal. A dossier that the outer one did not name is closed to it by the
 * database.
 */
export async function enchainer<S extends z.ZodType, R>(
  tx: Tx,
  commande: Command<S, R>,
  input: z.output<S>,
  context: Context,
): Promise<R> {
  if (!context.acteur.peut(commande.permission)) throw new Interdit(commande.permission)
  try {
    return await commande.run(tx, input, context)
  } catch (erreur) {
    throw enRefus(erreur, commande.contraintes)
  }
}

/** A named constraint says what the command wrote for it; anything else is left as it is. */
function enRefus(erreur: unknown, contraintes: Record<string, string> = {}): unknown {
  const code = contrainteViolee(erreur)
  // The database says these for itself: no command can forget to.
  if (code === ECRITURE_FERMEE || code === OUVERTURE_SANS_FAIT)
    return new Refused([{ code, message: (erreur as Error).message }])
  const message = code === undefined ? undefined : contraintes[code]
  if (code && message) return new Refused([{ code, message }])
  // A choice that a command does not check by itself is checked by the base: what it names is not
  // there.
  return code && estSansObjet(erreur) ? new Refused([{ code, message: CHOIX_ABSENT }]) : erreur
}
const CHOIX_ABSENT =
  'Un de vos choix n’existe pas, ou n’existe plus : rechargez la page et choisissez dans les listes.'

function dossierDe(input: unknown): string | null {
  const valeur = (input as { dossierId?: unknown } | null)?.dossierId
  return typeof valeur === 'string' ? valeur : null
}

const champsDe = (input: unknown): string[] =>
  input && typeof input === 'object'
    ? Object.entries(input).flatMap(([cle, valeur]) => (valeur === undefined ? [] : [cle]))
    : []
