import { z } from 'zod'
import { lieuParId, plageParId, typesDeLEntite } from '../creneaux/index.ts'
import { decesDe } from '../dossiers/index.ts'
import { type Context, entiteDe, ici } from '../platform/command.ts'
import type { Jour } from '../platform/date.ts'
import type { Tx } from '../platform/db/index.ts'
import type { FormState } from '../platform/interface/index.ts'
import { Introuvable, trouver } from '../platform/introuvable.ts'
import { heureSaisie, jourSaisi } from '../platform/saisie.ts'
import { chemins as synthese } from '../synthese/synthese.paths.ts'
import { lireCoches } from './coches.ecran.ts'
import { tientSaPlace } from './etat.rules.ts'
import { trouverPour } from './inscription.ecran.ts'
import { seancesEntre } from './seance.lecture.ts'
import { chemins } from './seance.paths.ts'
import { issuesPossibles, refusDeSeance } from './seance.rules.ts'
import * as store from './seance.store.ts'
import { UneSeance } from './seance.views.tsx'

export const parSeance = z.object({
  plageId: z.uuid(),
  le: jourSaisi(),
  heure: heureSaisie(),
  q: z.string().max(500).optional(),
  coches: z.string().max(4000).optional(),
  prevenirAbsents: z.enum(['oui']).optional(),
})
export type Ou = { plageId: string; le: Jour; heure: string }
export const filDesSeances = (...suite: { label: string; href?: string }[]) => [
  { label: 'Ma journée', href: '/' },
  { label: 'Agenda', href: synthese.agenda },
  ...suite,
]

/**
 * The session as the agenda knows it now, and its people; one that the agenda no longer holds is
 * shown as long as somebody is in it.
 */
export async function lireLaSeance(tx: Tx, { plageId, le, heure }: Ou, { acteur }: Context) {
  const entiteId = entiteDe(acteur) ?? ''
  const plage = trouver(await plageParId(tx, plageId))
  if (!plage.collective || plage.entiteId !== entiteId) throw new Introuvable()
  const duJour = await seancesEntre(tx, {
    entiteId,
    plageId,
    du: le,
    au: le,
    maintenant: { le, heure: '00:00' },
  })
  const ouverte = duJour.find(seance => seance.heure === heure)
  const participants = await store.participants(tx, { entiteId, plageId, le, heure })
  if (!ouverte && participants.length === 0) throw new Introuvable()
  const lieu = trouver(await lieuParId(tx, plage.lieuId))
  const types = (await typesDeLEntite(tx, entiteId, false)).filter(type =>
    plage.types.includes(type.cle),
  )
  const { capacite, intitule, agendaNom } = plage
  const prises = ouverte
    ? capacite - ouverte.libres
    : participants.filter(participant => tientSaPlace(participant.etat)).length
  const seance = {
    plageId,
    le,
    heure,
    capacite,
    prises,
    intitule,
    agendaNom,
    lieu: lieu.nom,
    adresse: lieu.adresseComplete,
    types,
    ouverte: ouverte !== undefined,
  }
  return {
    seance: {
      ...seance,
      dureeMinutes: ouverte?.dureeMinutes ?? participants[0]?.dureeMinutes ?? 0,
    },
    participants,
  }
}

export async function montrerLaSeance(
  tx: Tx,
  params: z.output<typeof parSeance>,
  recu: FormState,
  context: Context,
) {
  const { seance, participants } = await lireLaSeance(tx, params, context)
  const state = avecLesCoches(recu, params, participants)
  const maintenant = ici(context)
  const { acteur } = context
  const ecrire = acteur.peut('convocation:ecrire')
  const dedans = new Set(participants.map(participant => participant.dossierId))
  const recherche = params.q && ecrire ? await trouverPour(tx, context, params.q, dedans) : null
  context.montrer(
    (recherche?.trouves ?? []).map(trouve => trouve.dossierId),
    'recherche, séance collective',
  )
  const corps = (
    <UneSeance
      seance={seance}
      // Who has left the périmètre still holds a place: it is counted, not named.
      horsPerimetre={Math.max(
        0,
        seance.prises - participants.filter(participant => tientSaPlace(participant.etat)).length,
      )}
      participants={participants.map(participant => ({
        ...participant,
        issues: issuesPossibles(participant, maintenant),
      }))}
      inscrire={ecrire && refusDeSeance(params, seance.ouverte, maintenant).length === 0}
      noter={ecrire}
      pointer={acteur.peut('accueil:pointer') && params.le === context.aujourdhui}
      q={params.q ?? ''}
      recherche={recherche}
      morts={await mortsDe(tx, params, context)}
      fonction={acteur.fonction}
      fuseau={acteur.fuseau}
      state={state}
    />
  )
  return {
    titre: seance.intitule ?? 'Séance collective',
    fil: filDesSeances(
      { label: 'Séances collectives', href: chemins.liste },
      { label: seance.intitule ?? 'Séance' },
    ),
    corps,
  }
}

/**
 * What a gesture of one line brought back in the address, unless the form itself is being shown
 * again.
 */
function avecLesCoches(
  state: FormState,
  dit: z.output<typeof parSeance>,
  lignes: store.Participant[],
): FormState {
  if (!(dit.coches || dit.prevenirAbsents) || 'issues' in state.values) return state
  const { coches = '', prevenirAbsents } = dit
  return {
    ...state,
    values: { ...state.values, issues: lireCoches(coches, lignes), prevenirAbsents },
  }
}

/** Who was on the list, and died: their line has left it. */
async function mortsDe(tx: Tx, { plageId, le, heure }: Ou, { acteur }: Context) {
  const annules = await store.annules(tx, { entiteId: entiteDe(acteur) ?? '', plageId, le, heure })
  const deces = await decesDe(
    tx,
    annules.map(annule => annule.dossierId),
  )
  return annules.flatMap(annule => {
    const decedeLe = deces.get(annule.dossierId)
    return decedeLe ? [{ ...annule, decedeLe }] : []
  })
}
