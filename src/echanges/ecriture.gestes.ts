import type { z } from 'zod'
import { corrigerPersonne, ouvrirDossier, personnes } from '../dossiers/index.ts'
import {
  attendreLaSaisine,
  casesDites,
  mesuresDesDossiers,
  saisirMesure,
} from '../mesures/index.ts'
import type { Context } from '../platform/command.ts'
import { essayer } from '../platform/db/connexion.ts'
import type { Tx } from '../platform/db/index.ts'
import { contrainteViolee, estPassagere } from '../platform/db/pannes.ts'
import { enchainer } from '../platform/executer.ts'
import { Refused } from '../platform/refusal.ts'
import { aEcrire, type Difference } from './fichier.rules.ts'
import { mesuresNouvelles } from './import.examen.ts'
import type { Contenu, Ecrite, Jugee, LigneAJuger } from './import.store.ts'
import type { Mesure } from './verification.examen.ts'

type Personne = z.output<typeof ouvrirDossier.input>
type SaisieDeMesure = z.output<typeof saisirMesure.input>

type AEcrire = { ligne: LigneAJuger; jugee: Jugee | undefined; remplacer: boolean }
/**
 * One person of the file, written or left as it is; what stops it is said on its line and does not
 * stop the others.
 */
export async function ecrireLigne(
  tx: Tx,
  context: Context,
  { ligne, jugee, remplacer }: AEcrire,
): Promise<Ecrite> {
  const { numero, valeurs } = ligne
  if (jugee?.action !== ligne.action || jugee.dossierId !== ligne.dossierId)
    return { numero, dossierId: null, resultat: 'à revoir : la base a changé depuis l’aperçu' }
  try {
    return await essayer(tx, async () =>
      ligne.action === 'creer'
        ? { numero, resultat: 'dossier ouvert', dossierId: await ouvrir(tx, valeurs, context) }
        : {
            numero,
            ...(await completer(tx, context, {
              dossierId: ligne.dossierId as string,
              contenu: valeurs,
              differences: aEcrire(jugee.differences, remplacer),
            })),
          },
    )
  } catch (erreur) {
    if (erreur instanceof Refused)
      return { numero, dossierId: null, resultat: `refusé : ${erreur.message}` }
    if (estPassagere(erreur) || contrainteViolee(erreur) === undefined) throw erreur
    return {
      numero,
      dossierId: null,
      resultat: 'refusé : cette ligne contredit une règle de la base',
    }
  }
}

async function ouvrir(
  tx: Tx,
  { personne, mesures = [], attentes = [] }: Contenu,
  context: Context,
): Promise<string> {
  const { dossierId } = await enchainer(tx, ouvrirDossier, personne as unknown as Personne, context)
  await saisir(tx, dossierId, mesures, context)
  if (attentes.length)
    await attendreLaSaisine(
      tx,
      { dossierId, manque: attentes.map(attente => attente.texte).join('\n') },
      context,
    )
  return dossierId
}

type Complement = { dossierId: string; contenu: Contenu; differences: Difference[] }
async function completer(
  tx: Tx,
  context: Context,
  { dossierId, contenu, differences }: Complement,
) {
  if (differences.length === 0) return { resultat: 'laissé tel quel', dossierId: null }
  const [fiche] = await personnes(tx, [dossierId])
  const champs = differences
    .map(difference => difference.champ)
    .filter(cle => cle !== 'mesure' && cle !== 'attente')
  if (fiche && champs.length) {
    const nouvelles = Object.fromEntries(
      champs.map(champ => [champ, (contenu.personne as Record<string, unknown>)[champ]]),
    )
    const saisie = { ...sansNull(fiche), ...nouvelles } as unknown as z.output<
      typeof corrigerPersonne.input
    >
    await enchainer(tx, corrigerPersonne, saisie, context)
  }
  if (differences.some(difference => difference.champ === 'mesure'))
    await saisir(
      tx,
      dossierId,
      mesuresNouvelles(contenu.mesures ?? [], await mesuresDesDossiers(tx, [dossierId])),
      context,
    )
  const attente = differences
    .filter(difference => difference.champ === 'attente')
    .map(difference => difference.apres)
  if (attente.length)
    await attendreLaSaisine(tx, { dossierId, manque: attente.join('\n') }, context)
  return { resultat: 'dossier complété', dossierId }
}

async function saisir(
  tx: Tx,
  dossierId: string,
  mesures: Mesure[],
  context: Context,
): Promise<void> {
  for (const mesure of mesures) {
    const saisie = {
      ...mesure,
      dossierId,
      obligations: [],
      pieces: [],
      convocations: [],
      convocationsMontrees: false,
      executionProvisoire: false,
      ...casesDites({}),
      confirme: true,
    }
    await enchainer(tx, saisirMesure, saisie as SaisieDeMesure, context)
  }
}

const sansNull = (ligne: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(ligne).map(([cle, valeur]) => [cle, valeur ?? undefined]))
