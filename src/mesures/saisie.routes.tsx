import { z } from 'zod'
import { juridictions } from '../moyens/index.ts'
import { estJour, type Jour } from '../platform/date.ts'
import type { Tx } from '../platform/db/index.ts'
import { form } from '../platform/http/form.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import { type FormState, valeurBrute } from '../platform/interface/index.ts'
import { parDossier } from '../platform/saisie.ts'
import { attentesDuDossier } from './attente.store.ts'
import { juridictionsPour } from './competence.rules.ts'
import type { Dossier } from './cumul.rules.ts'
import { estUnDouble } from './double.rules.ts'
import { convocationsProposees, saisirMesure } from './mesure.commands.ts'
import { ecranDesMesures } from './mesure.ecran.ts'
import { chemins } from './mesure.paths.ts'
import { mesuresDuDossier } from './mesure.store.ts'
import { choixDeNatures, paliersDe } from './nature.rules.ts'
import { rangerLesObligations } from './obligation.views.tsx'
import { listeACocher } from './regime.rules.ts'
import { SaisirMesure } from './saisie.views.tsx'

export function saisieRoutes(plateforme: Plateforme): void {
  form(plateforme, {
    path: chemins.saisir(':dossierId'),
    params: z.object({ ...parDossier.shape, attente: z.uuid().optional().catch(undefined) }),
    command: saisirMesure,
    initial: async (tx, { dossierId, attente }, { acteur }) => ({
      ...(acteur.juridictionId ? { juridictionId: acteur.juridictionId } : {}),
      ...(await decisionAttendue(tx, dossierId, attente)),
    }),
    view: async (tx, { dossierId }, state, context) => {
      const { aujourdhui, demonstration } = context
      const { identite, titre, fil } = await ecranDesMesures(tx, dossierId, 'Saisir une mesure')
      const { nature, le } = dejaSaisi(state, aujourdhui)
      const dossier = {
        naissanceLe: identite.naissanceLe,
        autres: await mesuresDuDossier(tx, dossierId),
      }
      const liste = listeACocher(nature, le)
      const cours = juridictionsPour(context.acteur, await juridictions(tx)).map(ligne => ({
        value: ligne.juridictionId,
        label: ligne.nom,
      }))
      return {
        titre,
        fil,
        corps: (
          <SaisirMesure
            identite={identite}
            state={rangerLesObligations(state, liste)}
            natures={choixDeNatures(le, demonstration)}
            juridictions={cours}
            paliers={paliersDe(nature, le)}
            liste={liste}
            proposees={await convocationsProposees(tx, context, dossierId, decisionDe(state))}
            dossier={dossier}
            le={le}
            double={doubleDe(dossier.autres, state)}
          />
        ),
      }
    },
    redirectTo: ({ dossierId }) => chemins.mesures(dossierId),
    flash: enregistree,
  })
}

/**
 * What the form already says, to offer what goes with it: the kind, and the day of the decision.
 */
const dejaSaisi = ({ values }: FormState, aujourdhui: Jour) => {
  const le = String(valeurBrute(values, 'decisionLe') ?? '')
  return { nature: String(valeurBrute(values, 'nature') ?? ''), le: estJour(le) ? le : aujourdhui }
}
const decisionDe = ({ values }: FormState) => {
  const [le = '', juridictionId = '', numeroParquet = ''] = [
    'decisionLe',
    'juridictionId',
    'numeroParquet',
  ].map(champ => String(valeurBrute(values, champ) ?? ''))
  return estJour(le) && juridictionId
    ? { le, juridictionId, numeroParquet: numeroParquet || null }
    : null
}
/**
 * Does the form name a measure that the dossier has already? Then a box asks whether it is another.
 */
const doubleDe = (mesures: Dossier['autres'], { values }: FormState) => {
  const typee = (champ: string) => String(valeurBrute(values, champ) ?? '')
  const decisionLe = typee('decisionLe')
  if (!estJour(decisionLe)) return false
  const mesure = {
    nature: typee('nature'),
    decisionLe,
    juridictionId: typee('juridictionId'),
    numeroParquet: typee('numeroParquet'),
  }
  return mesures.some(x => estUnDouble(x, mesure))
}
/** What is known of the decision that was awaited: its day, its juridiction, its number. */
async function decisionAttendue(
  tx: Tx,
  dossierId: string,
  attenteId: string | undefined,
): Promise<Record<string, string>> {
  const attente = attenteId
    ? (await attentesDuDossier(tx, dossierId)).find(ligne => ligne.attenteId === attenteId)
    : undefined
  const { decisionLe = null, juridictionId = null, numeroParquet = null } = attente ?? {}
  return Object.fromEntries(
    Object.entries({ decisionLe, juridictionId, numeroParquet }).flatMap(([cle, valeur]) =>
      valeur ? [[cle, valeur]] : [],
    ),
  )
}
/** What recording a measure has done besides: nothing is lifted in silence (charte C3.4). */
type Enregistree = { dossierId: string; attenteLevee: boolean; attendues: string[] }
const enregistree = ({ attenteLevee, attendues }: Enregistree): string =>
  [
    'La mesure est enregistrée.',
    ...(attenteLevee ? ['Le dossier n’est plus en attente de cette saisine.'] : []),
    ...(attendues.length ? [`Pièces attendues : ${attendues.join(', ')}.`] : []),
  ].join(' ')
