import type { VNode } from 'preact'
import { z } from 'zod'
import type { Command } from '../platform/command.ts'
import type { Tx } from '../platform/db/index.ts'
import { form } from '../platform/http/form.ts'
import { type Plateforme, trouver } from '../platform/http/plateforme.ts'
import type { FormState } from '../platform/interface/index.ts'
import { chemins } from './annuaire.paths.ts'
import { ajouterEtablissement, empreinteDe, tenirAgent, tenirAntenne, tenirJuridiction, tenirService } from './organigramme.commands.ts'
import { fonctionsDeJuridiction, fonctionsDeService } from './organigramme.rules.ts'
import * as store from './organigramme.store.ts'
import { FicheAgent, FicheAntenne, FicheEtablissement, FicheJuridiction, FicheService } from './organigramme.views.tsx'

const params = z.object({
  serviceId: z.uuid().optional(),
  antenneId: z.uuid().optional(),
  juridictionId: z.uuid().optional(),
  agentId: z.uuid().optional(),
})
type Params = z.output<typeof params>
type Corps = (tx: Tx, p: Params, communs: { titre: string; state: FormState; retour: string }) => Promise<VNode> | VNode

export function organigrammeRoutes(plateforme: Plateforme): void {
  /** One form of the directory: what it shows first when the row exists, its body, and where it leads. */
  const fiche = <S extends z.ZodType, R>(
    path: string,
    titre: string,
    command: Command<S, R>,
    lire: ((tx: Tx, p: Params) => Promise<object | undefined>) | null,
    corps: Corps,
    vers: (r: R, p: Params) => string,
  ) =>
    form(plateforme, {
      path,
      params,
      command,
      initial: async (tx, p) => {
        if (!lire) return { arriveLe: '' }
        const ligne = trouver(await lire(tx, p))
        return { ...ligne, empreinte: empreinteDe(ligne) }
      },
      view: async (tx, p, state) => ({
        titre,
        fil: [{ label: 'Ma journée', href: '/' }, { label: 'Annuaire', href: chemins.annuaire }, { label: titre }],
        corps: await corps(tx, p, { titre, state, retour: p.serviceId ? chemins.service(p.serviceId) : chemins.annuaire }),
      }),
      redirectTo: vers,
      flash: () => 'L’annuaire est à jour.',
    })
  const auService = ({ serviceId }: { serviceId: string | null }) => (serviceId ? chemins.service(serviceId) : chemins.annuaire)
  const choix = (cles: readonly string[]) => cles.map(value => ({ value, label: plateforme.libelleFonction(value) }))
  const agent: Corps = async (tx, p, communs) => {
    const avant = p.agentId ? trouver(await store.agentAModifier(tx, p.agentId)) : null
    const serviceId = p.serviceId ?? avant?.serviceId
    const antennes = serviceId ? (await store.antennesDuService(tx, serviceId)).map(a => ({ value: a.antenneId, label: a.nom })) : []
    return <FicheAgent {...communs} fonctions={choix(serviceId ? fonctionsDeService : fonctionsDeJuridiction)} antennes={antennes} />
  }
  const antenne: Corps = async (tx, _p, communs) => (
    <FicheAntenne
      {...communs}
      etablissements={(await store.etablissements(tx)).map(e => ({ value: e.etablissementId, label: `${e.nom}, ${e.commune}` }))}
    />
  )
  fiche(chemins.nouveauService, 'Ajouter un service', tenirService, null, (_tx, _p, c) => <FicheService {...c} />, auService)
  fiche(
    chemins.modifierService(':serviceId'),
    'Modifier le service',
    tenirService,
    (tx, p) => store.serviceParId(tx, p.serviceId ?? ''),
    (_tx, _p, c) => <FicheService {...c} />,
    auService,
  )
  fiche(chemins.nouvelleAntenne(':serviceId'), 'Ajouter une antenne', tenirAntenne, null, antenne, auService)
  fiche(
    chemins.modifierAntenne(':antenneId'),
    'Modifier l’antenne',
    tenirAntenne,
    (tx, p) => store.antenneAModifier(tx, p.antenneId ?? ''),
    antenne,
    auService,
  )
  fiche(
    chemins.nouvelEtablissement(':serviceId'),
    'Ajouter un établissement',
    ajouterEtablissement,
    null,
    (_tx, _p, c) => <FicheEtablissement {...c} />,
    auService,
  )
  fiche(
    chemins.nouvelleJuridiction,
    'Ajouter une juridiction',
    tenirJuridiction,
    null,
    (_tx, _p, c) => <FicheJuridiction {...c} />,
    () => chemins.annuaire,
  )
  fiche(
    chemins.modifierJuridiction(':juridictionId'),
    'Modifier la juridiction',
    tenirJuridiction,
    (tx, p) => store.juridictionParId(tx, p.juridictionId ?? ''),
    (_tx, _p, c) => <FicheJuridiction {...c} />,
    () => chemins.annuaire,
  )
  fiche(chemins.nouvelAgent(':serviceId'), 'Ajouter un agent', tenirAgent, null, agent, auService)
  fiche(chemins.nouveauMagistrat(':juridictionId'), 'Ajouter un magistrat ou un agent de greffe', tenirAgent, null, agent, auService)
  fiche(
    chemins.modifierAgent(':agentId'),
    'Modifier l’agent',
    tenirAgent,
    (tx, p) => store.agentAModifier(tx, p.agentId ?? ''),
    agent,
    auService,
  )
}
