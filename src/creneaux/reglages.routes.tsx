import { z } from 'zod'
import { chemins as annuaire } from '../moyens/annuaire.paths.ts'
import { agentsDuService, toutesLesFonctions } from '../moyens/index.ts'
import { type Context, entiteDe } from '../platform/command.ts'
import type { Tx } from '../platform/db/index.ts'
import { form } from '../platform/http/form.ts'
import { page } from '../platform/http/page.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import { type FormState, versionDuFormulaire } from '../platform/interface/index.ts'
import { trouver } from '../platform/introuvable.ts'
import { tenirAgenda, tenirLieu, tenirType } from './calendrier.commands.ts'
import { fil } from './calendrier.ecran.ts'
import { quiTient } from './calendrier.lecture.ts'
import { chemins } from './calendrier.paths.ts'
import { motsACorriger, refusDeTenirLeCalendrier } from './calendrier.rules.ts'
import * as store from './calendrier.store.ts'
import { lieuParId, lieuxDeLEntite, typeDe, typesDeLEntite } from './lecture.store.ts'
import { FicheAgenda, FicheLieu, Lieux } from './lieux.views.tsx'
import { FicheType, TypesDeConvocation } from './reglages.views.tsx'

const rien = z.object({})
const A_DECIDER = 'Les convocations que cela touche sont dans « Convocations à décider ».'

export function reglageRoutes(plateforme: Plateforme): void {
  listes(plateforme)
  types(plateforme)
  lieux(plateforme)
  agendas(plateforme)
}

function listes(plateforme: Plateforme): void {
  page(plateforme, {
    path: chemins.types,
    access: 'creneau:lire',
    params: rien,
    view: async (tx, _params, { acteur, aujourdhui }) => {
      const entiteId = entiteDe(acteur) ?? ''
      const types = await typesDeLEntite(tx, entiteId, false)
      const corps = (
        <TypesDeConvocation
          types={types}
          aCorriger={motsACorriger(await lieuxDeLEntite(tx, entiteId, aujourdhui), types)}
          plages={await store.plagesParType(tx, entiteId, aujourdhui)}
          libelleFonction={plateforme.libelleFonction}
          tenir={acteur.peut('calendrier:tenir')}
        />
      )
      return { titre: 'Types de convocation', fil: fil({ label: 'Types de convocation' }), corps }
    },
  })
  page(plateforme, {
    path: chemins.lieux,
    access: 'creneau:lire',
    params: rien,
    view: async (tx, _params, { acteur, aujourdhui }) => {
      const entiteId = entiteDe(acteur) ?? ''
      const lieux = await lieuxDeLEntite(tx, entiteId, null)
      const ouverts = lieux.filter(lieu => lieu.fermeLe === null || lieu.fermeLe > aujourdhui)
      const corps = (
        <Lieux
          lieux={lieux}
          aCorriger={motsACorriger(ouverts, await typesDeLEntite(tx, entiteId))}
          agendas={await store.agendasDeLEntite(tx, entiteId)}
          tenir={acteur.peut('calendrier:tenir')}
          aujourdhui={aujourdhui}
        />
      )
      return { titre: 'Lieux et agendas', fil: fil({ label: 'Lieux et agendas' }), corps }
    },
  })
}

function types(plateforme: Plateforme): void {
  const choix = toutesLesFonctions
    .filter(fonction => fonction !== 'administrateur')
    .map(value => ({ value, label: plateforme.libelleFonction(value) }))
  const ecran = (titre: string, state: FormState, version: number | null) => ({
    titre,
    fil: fil({ label: 'Types de convocation', href: chemins.types }, { label: titre }),
    corps: <FicheType titre={titre} state={state} version={version} fonctions={choix} />,
  })
  form(plateforme, {
    path: chemins.nouveauType,
    params: rien,
    command: tenirType,
    initial: async () => ({ dureeMinutes: 45, collectif: 'non', modalite: 'lieu', rappel1: 48 }),
    view: async (_tx, _params, state) => ecran('Ajouter un type', state, null),
    redirectTo: () => chemins.types,
    flash: () => 'Le type est ajouté.',
  })
  form(plateforme, {
    path: chemins.modifierType(':cle'),
    params: z.object({ cle: z.string().max(100) }),
    command: tenirType,
    initial: async (tx, { cle }, { acteur }) => {
      const type = trouver(await typeDe(tx, entiteDe(acteur) ?? '', cle))
      const [rappel1, rappel2, rappel3] = type.rappelsHeures
      return {
        ...type,
        collectif: type.collectif ? 'oui' : 'non',
        ecarte: type.actif ? '' : 'oui',
        rappel1,
        rappel2,
        rappel3,
      }
    },
    view: async (tx, { cle }, state, { acteur }) => {
      const type = trouver(await typeDe(tx, entiteDe(acteur) ?? '', cle))
      return ecran(`Modifier « ${type.libelle} »`, state, versionDuFormulaire(state, type.version))
    },
    redirectTo: () => chemins.types,
    flash: () => 'Le type est à jour.',
  })
}

/** A place of one's own entité, as its form shows it. */
async function lieuTenu(tx: Tx, lieuId: string, { acteur }: Context) {
  const lieu = trouver(await store.lieuAModifier(tx, lieuId))
  refuseAilleurs(acteur, { entiteId: lieu.entiteId, agentId: null })
  return lieu
}
/** A form about another service's calendar does not open. */
function refuseAilleurs(
  acteur: Context['acteur'],
  objet: { entiteId: string; agentId: string | null },
): void {
  if (refusDeTenirLeCalendrier(quiTient(acteur), objet).length > 0) trouver(null)
}

function lieux(plateforme: Plateforme): void {
  const ecran = (titre: string, corps: preact.VNode) => ({
    titre,
    fil: fil({ label: 'Lieux et agendas', href: chemins.lieux }, { label: titre }),
    corps,
  })
  const flash = ({ ferme }: { ferme: boolean }) =>
    ferme ? `Le lieu est à jour. ${A_DECIDER}` : 'Le lieu est à jour.'
  form(plateforme, {
    path: chemins.nouveauLieu,
    params: rien,
    command: tenirLieu,
    initial: async () => ({ ouvreA: '08:30', fermeA: '18:00' }),
    view: async (_tx, _params, state) =>
      ecran(
        'Ajouter un lieu',
        <FicheLieu titre="Ajouter un lieu" state={state} version={null} antenne={null} />,
      ),
    redirectTo: () => chemins.lieux,
    flash,
  })
  form(plateforme, {
    path: chemins.modifierLieu(':lieuId'),
    params: z.object({ lieuId: z.uuid() }),
    command: tenirLieu,
    initial: async (tx, { lieuId }, context) => ({ ...(await lieuTenu(tx, lieuId, context)) }),
    view: async (tx, { lieuId }, state, context) => {
      const { version, antenneId } = await lieuTenu(tx, lieuId, context)
      const vu = trouver(await lieuParId(tx, lieuId))
      const titre = `Modifier « ${vu.nom} »`
      const antenne = antenneId
        ? { nom: vu.nom, adresse: vu.adresseComplete, href: annuaire.service(vu.entiteId) }
        : null
      return ecran(
        titre,
        <FicheLieu
          titre={titre}
          state={state}
          version={versionDuFormulaire(state, version)}
          antenne={antenne}
        />,
      )
    },
    redirectTo: () => chemins.lieux,
    flash,
  })
}

function agendas(plateforme: Plateforme): void {
  const options = async (
    tx: Tx,
    { acteur, aujourdhui }: Context,
    garde: { lieuId: string; agentId: string | null } | null,
  ) => {
    const entiteId = entiteDe(acteur) ?? ''
    const lieux = (await lieuxDeLEntite(tx, entiteId, null)).filter(
      lieu => lieu.lieuId === garde?.lieuId || lieu.fermeLe === null || lieu.fermeLe > aujourdhui,
    )
    const agents = await agentsDuService(tx, entiteId, aujourdhui)
    return {
      lieux: lieux.map(lieu => ({ value: lieu.lieuId, label: lieu.nom })),
      agents: agents.map(agent => ({
        value: agent.agentId,
        label: `${agent.nomComplet}, ${plateforme.libelleFonction(agent.fonction)}`,
      })),
    }
  }
  const chemin = (titre: string) =>
    fil({ label: 'Lieux et agendas', href: chemins.lieux }, { label: titre })
  const flash = ({ ferme }: { ferme: boolean }) =>
    ferme ? `L’agenda est à jour. ${A_DECIDER}` : 'L’agenda est à jour.'
  form(plateforme, {
    path: chemins.nouvelAgenda,
    params: rien,
    command: tenirAgenda,
    view: async (tx, _params, state, context) => ({
      titre: 'Ajouter un agenda',
      fil: chemin('Ajouter un agenda'),
      corps: (
        <FicheAgenda
          titre="Ajouter un agenda"
          state={state}
          version={null}
          agendaId={null}
          {...(await options(tx, context, null))}
        />
      ),
    }),
    redirectTo: ({ agendaId }) => chemins.ouvrirPlageDe(agendaId),
    flash: () => 'L’agenda est ouvert. Ouvrez-y une plage pour qu’il ait des créneaux.',
  })
  form(plateforme, {
    path: chemins.modifierAgenda(':agendaId'),
    params: z.object({ agendaId: z.uuid() }),
    command: tenirAgenda,
    initial: async (tx, { agendaId }) => ({
      ...trouver(await store.agendaAModifier(tx, agendaId)),
    }),
    view: async (tx, { agendaId }, state, context) => {
      const agenda = trouver(await store.agendaAModifier(tx, agendaId))
      refuseAilleurs(context.acteur, agenda)
      const titre = `Modifier « ${agenda.nom} »`
      const version = versionDuFormulaire(state, agenda.version)
      const corps = (
        <FicheAgenda
          titre={titre}
          state={state}
          version={version}
          agendaId={agendaId}
          {...(await options(tx, context, agenda))}
        />
      )
      return { titre, fil: chemin(titre), corps }
    },
    redirectTo: () => chemins.lieux,
    flash,
  })
}
