import { z } from 'zod'
import { agentsDuService } from '../moyens/index.ts'
import { type Context, entiteDe } from '../platform/command.ts'
import type { Tx } from '../platform/db/index.ts'
import { form } from '../platform/http/form.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import { type FormState, valeur } from '../platform/interface/index.ts'
import { trouver } from '../platform/introuvable.ts'
import { estIdentifiant } from '../platform/saisie.ts'
import { noterAbsence, retirerAbsence } from './absence.commands.ts'
import { duAu } from './absence.views.tsx'
import { apercuDeLaPlage } from './apercu.ecran.ts'
import { fil } from './calendrier.ecran.ts'
import { ici, quiTient } from './calendrier.lecture.ts'
import { chemins } from './calendrier.paths.ts'
import { refusDeTenirLeCalendrier } from './calendrier.rules.ts'
import * as store from './calendrier.store.ts'
import {
  agendaParId,
  lieuParId,
  lieuxDeLEntite,
  plageParId,
  typesDeLEntite,
} from './lecture.store.ts'
import { changerPlage, finirPlage, ouvrirPlage } from './plage.commands.ts'
import { FicheAbsence, FichePlage, FinDePlage, RetraitDAbsence } from './plage.views.tsx'

const A_DECIDER = 'Les convocations qu’elle ne tient plus sont dans « Convocations à décider ».'
const parPlage = z.object({ plageId: z.uuid() })

export function plageRoutes(plateforme: Plateforme): void {
  ouvrir(plateforme)
  changer(plateforme)
  absences(plateforme)
}

/**
 * Agendas that the acting agent may write in; their own at a place where they have none yet is
 * offered too.
 */
async function agendasOfferts(tx: Tx, { acteur, aujourdhui }: Context) {
  const entiteId = entiteDe(acteur) ?? ''
  const qui = quiTient(acteur)
  const tous = (await store.agendasDeLEntite(tx, entiteId)).filter(
    ligne => ligne.fermeLe === null || ligne.fermeLe > aujourdhui,
  )
  const permis = tous.filter(ligne => refusDeTenirLeCalendrier(qui, ligne).length === 0)
  const lieux = (await lieuxDeLEntite(tx, entiteId, aujourdhui)).filter(
    lieu => !tous.some(ligne => ligne.agentId === acteur.id && ligne.lieuId === lieu.lieuId),
  )
  const groupeDe = ({ agentId }: (typeof permis)[number]) => {
    if (agentId === acteur.id) return 'Mon agenda'
    return agentId ? 'Agendas des agents' : 'Agendas partagés'
  }
  return [
    ...permis.map(ligne => ({
      value: ligne.agendaId,
      label: `${ligne.nom} (${ligne.lieuNom})`,
      group: groupeDe(ligne),
    })),
    ...lieux.map(lieu => ({
      value: `lieu.${lieu.lieuId}`,
      label: `Mon agenda à ${lieu.nom} (nouveau)`,
      group: 'Mon agenda',
    })),
  ]
}

/** The place and the agent of what is typed, for the preview. */
async function ouDe(tx: Tx, agenda: string, { acteur }: Context) {
  const nouveau = agenda.startsWith('lieu.')
  if (!estIdentifiant(nouveau ? agenda.slice(5) : agenda)) return null
  const trouve = nouveau ? null : await agendaParId(tx, agenda)
  const lieu = await lieuParId(tx, nouveau ? agenda.slice(5) : (trouve?.lieuId ?? agenda))
  if (!lieu || lieu.entiteId !== entiteDe(acteur)) return null
  return { agendaId: agenda, agentId: trouve ? trouve.agentId : acteur.id, lieu }
}

async function fichePlage(tx: Tx, state: FormState, context: Context, agenda: string) {
  const types = await typesDeLEntite(tx, entiteDe(context.acteur) ?? '')
  const ou = await ouDe(tx, agenda, context)
  return { types, apercu: await apercuDeLaPlage(tx, state.values, ou && { ...ou, types }, context) }
}
const montrerLesCreneaux = async <T,>(_tx: unknown, _params: unknown, values: T): Promise<T> =>
  values

function ouvrir(plateforme: Plateforme): void {
  form(plateforme, {
    path: chemins.ouvrirPlage,
    params: z.object({ agendaId: z.uuid().optional() }),
    command: ouvrirPlage,
    initial: async (tx, { agendaId }, context) => {
      const siens = (await agendasOfferts(tx, context)).filter(
        ligne => ligne.group === 'Mon agenda',
      )
      const agenda = agendaId ?? siens[0]?.value ?? ''
      return {
        agenda,
        du: context.aujourdhui,
        de: '09:00',
        a: '12:00',
        pasMinutes: 45,
        capacite: 1,
        toutesLes: 1,
      }
    },
    geste: montrerLesCreneaux,
    view: async (tx, _params, state, context) => ({
      titre: 'Ouvrir une plage',
      fil: fil({ label: 'Ouvrir une plage' }),
      corps: (
        <FichePlage
          titre="Ouvrir une plage"
          state={state}
          agendas={await agendasOfferts(tx, context)}
          plage={null}
          {...(await fichePlage(tx, state, context, valeur(state, 'agenda')))}
        />
      ),
    }),
    redirectTo: () => chemins.calendrier,
    flash: () => 'La plage est ouverte : ses créneaux se prennent dès maintenant.',
  })
}

/** A range that the acting agent may change. */
async function plageTenue(tx: Tx, plageId: string, { acteur }: Context) {
  const plage = trouver(await plageParId(tx, plageId))
  if (refusDeTenirLeCalendrier(quiTient(acteur), plage).length > 0) trouver(null)
  return plage
}

function changer(plateforme: Plateforme): void {
  form(plateforme, {
    path: chemins.changerPlage(':plageId'),
    params: parPlage,
    command: changerPlage,
    initial: async (tx, { plageId }, context) => {
      const plage = await plageTenue(tx, plageId, context)
      const { au, intitule } = plage
      return {
        ...plage,
        au: au ?? '',
        intitule: intitule ?? '',
        jours: plage.jours.map(String),
        du: plage.du > context.aujourdhui ? plage.du : context.aujourdhui,
      }
    },
    geste: montrerLesCreneaux,
    view: async (tx, { plageId }, state, context) => {
      const plage = await plageTenue(tx, plageId, context)
      return {
        titre: 'Changer la plage',
        fil: fil({ label: 'Changer la plage' }),
        corps: (
          <FichePlage
            titre="Changer la plage"
            state={state}
            agendas={null}
            plage={plage}
            {...(await fichePlage(tx, state, context, plage.agendaId))}
          />
        ),
      }
    },
    redirectTo: () => chemins.calendrier,
    flash: () => `La plage est changée. ${A_DECIDER}`,
  })
  form(plateforme, {
    path: chemins.finirPlage(':plageId'),
    params: parPlage,
    command: finirPlage,
    initial: async (_tx, _params, { aujourdhui }) => ({ du: aujourdhui }),
    view: async (tx, { plageId }, state, context) => ({
      titre: 'Finir la plage',
      fil: fil({ label: 'Finir la plage' }),
      corps: <FinDePlage state={state} plage={await plageTenue(tx, plageId, context)} />,
    }),
    redirectTo: () => chemins.calendrier,
    flash: () => `La plage est finie. ${A_DECIDER}`,
  })
}

/** Who and what may be said absent or closed by the acting agent. */
async function objetsOfferts(
  tx: Tx,
  { acteur, aujourdhui }: Context,
  libelleFonction: (fonction: string) => string,
) {
  const moi = { value: `agent.${acteur.id}`, label: `Moi, ${acteur.prenom} ${acteur.nom}` }
  if (!acteur.peut('calendrier:tenir')) return [moi]
  const entiteId = entiteDe(acteur) ?? ''
  const agents = (await agentsDuService(tx, entiteId, aujourdhui)).filter(
    agent => agent.agentId !== acteur.id,
  )
  const agendas = (await store.agendasDeLEntite(tx, entiteId)).filter(
    ligne => ligne.fermeLe === null || ligne.fermeLe > aujourdhui,
  )
  const lieux = await lieuxDeLEntite(tx, entiteId, aujourdhui)
  return [
    moi,
    ...agents.map(agent => ({
      value: `agent.${agent.agentId}`,
      label: `${agent.nomComplet}, ${libelleFonction(agent.fonction)}`,
      group: 'Agents',
    })),
    ...agendas
      .filter(ligne => ligne.agentId === null)
      .map(ligne => ({
        value: `agenda.${ligne.agendaId}`,
        label: `${ligne.nom} (${ligne.lieuNom})`,
        group: 'Agendas partagés',
      })),
    ...lieux.map(lieu => ({ value: `lieu.${lieu.lieuId}`, label: lieu.nom, group: 'Lieux' })),
  ]
}

function absences(plateforme: Plateforme): void {
  form(plateforme, {
    path: chemins.noterAbsence,
    params: z.object({}),
    command: noterAbsence,
    initial: async (_tx, _params, { acteur, aujourdhui }) => ({
      objet: `agent.${acteur.id}`,
      duLe: aujourdhui,
      auLe: aujourdhui,
    }),
    view: async (tx, _params, state, context) => ({
      titre: 'Noter une absence',
      fil: fil(
        { label: 'Absences et fermetures', href: chemins.absences },
        { label: 'Noter une absence' },
      ),
      corps: (
        <FicheAbsence
          state={state}
          objets={await objetsOfferts(tx, context, plateforme.libelleFonction)}
        />
      ),
    }),
    redirectTo: () => chemins.absences,
    flash: () =>
      'C’est noté : plus aucun créneau dans ce temps. Les convocations déjà posées sont dans « Convocations à décider ».',
  })
  form(plateforme, {
    path: chemins.retirerAbsence(':absenceId'),
    params: z.object({ absenceId: z.uuid() }),
    command: retirerAbsence,
    view: async (tx, { absenceId }, state, context) => {
      const entiteId = entiteDe(context.acteur) ?? ''
      const absence = trouver(
        (await store.absencesAVenir(tx, entiteId, ici(context))).find(
          ligne => ligne.absenceId === absenceId,
        ),
      )
      return {
        titre: 'Retirer l’absence',
        fil: fil(
          { label: 'Absences et fermetures', href: chemins.absences },
          { label: 'Retirer l’absence' },
        ),
        corps: <RetraitDAbsence state={state} nom={absence.nom ?? ''} quand={duAu(absence)} />,
      }
    },
    redirectTo: () => chemins.absences,
    flash: () => 'L’absence est retirée : ses créneaux sont de nouveau proposés.',
  })
}
