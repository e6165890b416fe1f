import type { VNode } from 'preact'
import { z } from 'zod'
import type { Command, Context } from '../platform/command.ts'
import type { Jour } from '../platform/date.ts'
import type { Tx } from '../platform/db/index.ts'
import { publier } from '../platform/fait.ts'
import type { Valeurs } from '../platform/http/corps.ts'
import { form } from '../platform/http/form.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import type { FormState } from '../platform/interface/index.ts'
import { trouver } from '../platform/introuvable.ts'
import { chemins } from './annuaire.paths.ts'
import { fonctionsDe } from './fonction.rules.ts'
import {
  ajouterEtablissement,
  departSePrepare,
  empreinteDe,
  ouvrirService,
  tenirAgent,
  tenirAntenne,
  tenirJuridiction,
  tenirService,
} from './organigramme.commands.ts'
import { refusDeTenir } from './organigramme.rules.ts'
import * as store from './organigramme.store.ts'
import {
  FicheAgent,
  FicheAntenne,
  FicheEtablissement,
  FicheJuridiction,
  FicheService,
} from './organigramme.views.tsx'

const params = z.object({
  serviceId: z.uuid().optional(),
  antenneId: z.uuid().optional(),
  juridictionId: z.uuid().optional(),
  agentId: z.uuid().optional(),
})
type Params = z.output<typeof params>
type Communs = { titre: string; state: FormState; retour: string }
/** A row of the directory, with the service that it is of, where it is of one. */
type Ligne = { [colonne: string]: unknown; serviceId?: string | null }
/**
 * A noun of the directory: the addresses that make one, the one that changes it, what its form
 * shows, and where it leads.
 */
type Noun<S extends z.ZodType, R> = {
  command: Command<S, R>
  nouveau: Record<string, string>
  modifier?: {
    path: string
    titre: string
    lire(tx: Tx, params: Params): Promise<Ligne | undefined>
  }
  initial?: (aujourdhui: Jour) => Valeurs
  corps(tx: Tx, params: Params, communs: Communs, context: Context): Promise<VNode> | VNode
  vers(resultat: R): string
}
const auService = ({ serviceId }: { serviceId: string | null }) =>
  serviceId ? chemins.service(serviceId) : chemins.annuaire

export function organigrammeRoutes(plateforme: Plateforme): void {
  const choix = (cles: readonly string[]) =>
    cles.map(value => ({ value, label: plateforme.libelleFonction(value) }))
  tenir(plateforme, {
    command: ouvrirService,
    nouveau: { 'Ajouter un service': chemins.nouveauService },
    corps: (_tx, _p, communs) => <FicheService {...communs} />,
    vers: auService,
  })
  tenir(plateforme, {
    command: tenirService,
    nouveau: {},
    modifier: {
      path: chemins.modifierService(':serviceId'),
      titre: 'Modifier le service',
      lire: (tx, donnees) => store.serviceParId(tx, donnees.serviceId ?? ''),
    },
    corps: (_tx, _p, communs) => <FicheService {...communs} />,
    vers: auService,
  })
  tenir(plateforme, {
    command: tenirAntenne,
    nouveau: { 'Ajouter une antenne': chemins.nouvelleAntenne(':serviceId') },
    modifier: {
      path: chemins.modifierAntenne(':antenneId'),
      titre: 'Modifier l’antenne',
      lire: (tx, donnees) => store.antenneAModifier(tx, donnees.antenneId ?? ''),
    },
    corps: async (tx, _p, communs) => (
      <FicheAntenne
        {...communs}
        etablissements={(await store.etablissements(tx)).map(etablissement => ({
          value: etablissement.etablissementId,
          label: `${etablissement.nom}, ${etablissement.commune}`,
        }))}
      />
    ),
    vers: auService,
  })
  tenir(plateforme, {
    command: ajouterEtablissement,
    nouveau: { 'Ajouter un établissement': chemins.nouvelEtablissement(':serviceId') },
    corps: (_tx, _p, communs) => <FicheEtablissement {...communs} />,
    vers: auService,
  })
  tenir(plateforme, {
    command: tenirJuridiction,
    nouveau: { 'Ajouter une juridiction': chemins.nouvelleJuridiction },
    modifier: {
      path: chemins.modifierJuridiction(':juridictionId'),
      titre: 'Modifier la juridiction',
      lire: (tx, donnees) => store.juridictionParId(tx, donnees.juridictionId ?? ''),
    },
    corps: (_tx, _p, communs) => <FicheJuridiction {...communs} />,
    vers: () => chemins.annuaire,
  })
  tenir(plateforme, {
    command: tenirAgent,
    nouveau: {
      'Ajouter un agent': chemins.nouvelAgent(':serviceId'),
      'Ajouter un magistrat ou un agent de greffe': chemins.nouveauMagistrat(':juridictionId'),
    },
    modifier: {
      path: chemins.modifierAgent(':agentId'),
      titre: 'Modifier l’agent',
      lire: (tx, donnees) => store.agentAModifier(tx, donnees.agentId ?? ''),
    },
    initial: arriveLe => ({ arriveLe }),
    corps: async (tx, donnees, communs, context) => {
      const suites: string[] = []
      if (donnees.agentId)
        await publier(tx, context, departSePrepare, { agentId: donnees.agentId, suites })
      const serviceId = donnees.agentId
        ? trouver(await store.agentAModifier(tx, donnees.agentId)).serviceId
        : donnees.serviceId
      const antennes = serviceId
        ? (await store.antennesDuService(tx, serviceId, null)).map(antenne => ({
            value: antenne.antenneId,
            label: antenne.nom,
          }))
        : []
      const fonctions = choix(fonctionsDe(serviceId ? 'service' : 'juridiction'))
      return (
        <FicheAgent
          {...communs}
          agentId={donnees.agentId ?? null}
          fonctions={fonctions}
          antennes={antennes}
          suites={suites}
        />
      )
    },
    vers: auService,
  })
}

function tenir<S extends z.ZodType, R>(
  plateforme: Plateforme,
  { command, nouveau, modifier, initial, corps, vers }: Noun<S, R>,
): void {
  type Lire = (tx: Tx, params: Params, aujourdhui: Jour) => Promise<Valeurs>
  const ecran = (
    path: string,
    titre: string,
    lire: Lire,
    duService: (tx: Tx, params: Params) => Promise<string | null>,
  ) =>
    form(plateforme, {
      path,
      params,
      command,
      initial: (tx, donnees, { aujourdhui }) => lire(tx, donnees, aujourdhui),
      pasPour: async (tx, donnees, { acteur }) =>
        refusDeTenir(acteur, await duService(tx, donnees)),
      view: async (tx, parametres, state, context) => ({
        titre,
        fil: [
          { label: 'Ma journée', href: '/' },
          { label: 'Annuaire', href: chemins.annuaire },
          { label: titre },
        ],
        corps: await corps(
          tx,
          parametres,
          {
            titre,
            state,
            retour: parametres.serviceId ? chemins.service(parametres.serviceId) : chemins.annuaire,
          },
          context,
        ),
      }),
      redirectTo: vers,
      flash: () => 'L’annuaire est à jour.',
    })
  for (const [titre, path] of Object.entries(nouveau))
    ecran(
      path,
      titre,
      async (_tx, _p, aujourdhui) => initial?.(aujourdhui) ?? {},
      async (_tx, ligne) => ligne.serviceId ?? null,
    )
  if (!modifier) return
  const laLigne = async (tx: Tx, params: Params) => trouver(await modifier.lire(tx, params))
  ecran(
    modifier.path,
    modifier.titre,
    async (tx, parametres) => {
      const ligne = await laLigne(tx, parametres)
      return { ...ligne, empreinte: empreinteDe(ligne) }
    },
    async (tx, ligne) => ligne.serviceId ?? (await laLigne(tx, ligne)).serviceId ?? null,
  )
}
