import type { VNode } from 'preact'
import { z } from 'zod'
import { juridictions } from '../moyens/index.ts'
import { estJour, type Jour } from '../platform/date.ts'
import type { Tx } from '../platform/db/index.ts'
import { form } from '../platform/http/form.ts'
import { page } from '../platform/http/page.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import { type FormState, valeurBrute } from '../platform/interface/index.ts'
import { parDossier } from '../platform/saisie.ts'
import { acteRoutes } from './acte.routes.tsx'
import { annulationRoutes } from './annulation.routes.tsx'
import { leverAttente, signalerAttente } from './attente.commands.ts'
import { attentesDuDossier } from './attente.store.ts'
import { juridictionsPour } from './competence.rules.ts'
import { correctionRoutes } from './correction.routes.tsx'
import { estUnDouble } from './correction.rules.ts'
import { mesuresRetirees } from './correction.store.ts'
import { corrigibles } from './corrigible.ts'
import type { Dossier } from './cumul.rules.ts'
import { deroulementRoutes } from './deroulement.routes.tsx'
import { ficheRoutes } from './fiche.routes.tsx'
import {
  attendrePiece,
  convocationsProposees,
  recevoirPiece,
  saisirMesure,
} from './mesure.commands.ts'
import { ecranDesMesures } from './mesure.ecran.ts'
import { chemins } from './mesure.paths.ts'
import { mesuresDuDossier } from './mesure.store.ts'
import { FormulaireAttente, FormulairePiece, Mesures, SaisirMesure } from './mesure.views.tsx'
import { choixDeNatures, paliersDe } from './nature.rules.ts'
import { obligationRoutes } from './obligation.routes.tsx'
import { obligationsDuDossier } from './obligation.store.ts'
import { rangerLesObligations } from './obligation.views.tsx'
import { piecesDuDossier } from './piece.store.ts'
import { listeACocher } from './regime.rules.ts'
import { retraitRoutes } from './retrait.routes.tsx'

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
/** A form that another page also shows, alone on its own: it then has its title. */
const sousTitre = (titre: string, formulaire: VNode) => (
  <div class="fil-pile">
    <h1>{titre}</h1>
    {formulaire}
  </div>
)
const retour = ({ dossierId }: { dossierId: string }) => chemins.mesures(dossierId)

export function mesureRoutes(plateforme: Plateforme): void {
  page(plateforme, {
    path: chemins.mesures(':dossierId'),
    access: 'mesure:lire',
    params: parDossier,
    view: async (tx, { dossierId }, { acteur, aujourdhui }) => {
      const [{ identite, titre, fil }, retirees, lesMesures, obligations, pieces, attentes] =
        await Promise.all([
          ecranDesMesures(tx, dossierId),
          mesuresRetirees(tx, dossierId),
          mesuresDuDossier(tx, dossierId),
          obligationsDuDossier(tx, dossierId),
          piecesDuDossier(tx, dossierId),
          attentesDuDossier(tx, dossierId),
        ])
      const aRemettre = new Set(
        acteur.peut('mesure:ecrire') ? await corrigibles(tx, acteur, retirees) : [],
      )
      const corps = (
        <Mesures
          identite={identite}
          mesures={lesMesures}
          obligations={obligations}
          pieces={pieces}
          attentes={attentes}
          retirees={retirees}
          aujourdhui={aujourdhui}
          ecrire={acteur.peut('mesure:ecrire')}
          attendre={acteur.peut('attente:ecrire')}
          remettre={ligne => aRemettre.has(ligne.mesureId)}
        />
      )
      return { titre, fil, corps }
    },
  })
  saisieDeMesure(plateforme)
  deroulementRoutes(plateforme)
  acteRoutes(plateforme)
  annulationRoutes(plateforme)
  correctionRoutes(plateforme)
  obligationRoutes(plateforme)
  retraitRoutes(plateforme)
  ficheRoutes(plateforme)
  form(plateforme, {
    path: chemins.attendrePiece(':dossierId'),
    params: parDossier,
    command: attendrePiece,
    view: async (tx, { dossierId }, state) => {
      const { identite, titre, fil } = await ecranDesMesures(tx, dossierId, 'Pièce attendue')
      return {
        titre,
        fil,
        corps: sousTitre(titre, <FormulairePiece identite={identite} state={state} />),
      }
    },
    redirectTo: retour,
    flash: () => 'La pièce est dans la liste.',
  })
  form(plateforme, {
    path: chemins.recevoirPiece(':dossierId', ':pieceId'),
    params: z.object({ dossierId: z.uuid(), pieceId: z.uuid() }),
    command: recevoirPiece,
    view: async (tx, { dossierId }) => {
      const { identite, titre, fil } = await ecranDesMesures(tx, dossierId, 'Pièce attendue')
      return {
        titre,
        fil,
        corps: sousTitre(
          titre,
          <FormulairePiece identite={identite} state={{ values: {}, errors: {}, refusals: [] }} />,
        ),
      }
    },
    redirectTo: retour,
    flash: () => 'La pièce est notée reçue.',
  })
  form(plateforme, {
    path: chemins.signalerAttente(':dossierId'),
    params: parDossier,
    command: signalerAttente,
    view: async (tx, { dossierId }, state) => {
      const { identite, titre, fil } = await ecranDesMesures(tx, dossierId, 'Attente de saisine')
      return {
        titre,
        fil,
        corps: sousTitre(titre, <FormulaireAttente identite={identite} state={state} />),
      }
    },
    redirectTo: retour,
    flash: () => 'Le dossier est en attente de saisine.',
  })
  form(plateforme, {
    path: chemins.leverAttente(':dossierId', ':attenteId'),
    params: z.object({ dossierId: z.uuid(), attenteId: z.uuid() }),
    command: leverAttente,
    view: async (tx, { dossierId }, state) => {
      const { identite, titre, fil } = await ecranDesMesures(tx, dossierId, 'Attente de saisine')
      return {
        titre,
        fil,
        corps: sousTitre(titre, <FormulaireAttente identite={identite} state={state} />),
      }
    },
    redirectTo: retour,
    flash: () => 'La saisine est arrivée.',
  })
}

function saisieDeMesure(plateforme: Plateforme): void {
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
    redirectTo: fait => retour(fait),
    flash: enregistree,
  })
}
