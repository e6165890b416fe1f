import { z } from 'zod'
import { revoir } from '../dossiers/index.ts'
import type { Context } from '../platform/command.ts'
import type { Tx } from '../platform/db/index.ts'
import type { Valeurs } from '../platform/http/corps.ts'
import { form } from '../platform/http/form.ts'
import { fichier, page } from '../platform/http/page.ts'
import type { Ecran, Plateforme } from '../platform/http/plateforme.ts'
import type { FormState } from '../platform/interface/index.ts'
import { trouver } from '../platform/introuvable.ts'
import { parTri } from '../platform/liste.ts'
import { pdf } from '../platform/pdf/index.ts'
import { recherche } from './audience.store.ts'
import { chemins } from './bex.paths.ts'
import { CorrigerHorsOutil } from './correction.views.tsx'
import { dejaConvoquee } from './deja.ecran.tsx'
import {
  adresserAuSpip,
  corrigerHorsOutil,
  effacerHorsOutil,
  remettreHorsOutil,
  reprendreLEnvoi,
} from './hors-outil.commands.ts'
import { avisHorsOutil } from './hors-outil.pdf.ts'
import * as store from './hors-outil.store.ts'
import { RemettreHorsOutil, RemisesHorsOutil, UneRemiseHorsOutil } from './hors-outil.views.tsx'

const parRemise = z.object({ remiseId: z.uuid() })
const fil = (...suite: { label: string; href?: string }[]) => [
  { label: 'Ma journée', href: '/' },
  { label: 'Convoquer à l’audience', href: chemins.chercher },
  ...suite,
]

/** Summonses for a SPIP that is not in the tool. */
export function horsOutilRoutes(plateforme: Plateforme): void {
  form(plateforme, {
    path: chemins.horsOutil(':rechercheId'),
    params: z.object({ rechercheId: z.uuid() }),
    command: remettreHorsOutil,
    initial: async (_tx, _p, { aujourdhui }) => ({ audienceLe: aujourdhui }),
    view: ecranDeRemise,
    redirectTo: ({ remiseId }) => chemins.remiseHorsOutil(remiseId),
  })
  page(plateforme, {
    path: chemins.remisesHorsOutil,
    access: 'bex:convoquer',
    params: z.object({
      ...parTri(store.trisDeRemises, 'desc'),
      etat: z.enum(['a_adresser', 'toutes']).catch('a_adresser'),
    }),
    view: async (tx, filtre, { acteur }) => {
      const liste = await store.remisesDuTribunal(tx, trouver(acteur.juridictionId), filtre)
      const titre = 'Remises hors de l’outil'
      return {
        titre,
        fil: fil({ label: titre }),
        corps: <RemisesHorsOutil liste={liste} filtre={filtre} />,
      }
    },
  })
  page(plateforme, {
    path: chemins.remiseHorsOutil(':remiseId'),
    access: 'bex:convoquer',
    params: parRemise,
    view: (tx, parametres, { aujourdhui }) =>
      ecranDUneRemise(tx, parametres, {
        values: { adresseLe: aujourdhui },
        errors: {},
        refusals: [],
      }),
  })
  fichier(plateforme, {
    path: chemins.avisHorsOutil(':remiseId'),
    access: 'bex:convoquer',
    params: parRemise,
    contenu: async (tx, { remiseId }, { aujourdhui }) => {
      const remise = trouver(await store.remise(tx, remiseId))
      const octets = pdf('avis', avisHorsOutil(remise, aujourdhui))
      // This person has no dossier here: there is no journal to write in.
      return {
        nom: `Convocation ${remise.nom} ${remise.prenoms}.pdf`,
        type: 'application/pdf',
        octets,
        enLigne: true,
        montre: 'personne',
      }
    },
  })
  const initial = async (_tx: Tx, _p: unknown, { aujourdhui }: Context) => ({
    adresseLe: aujourdhui,
  })
  const retour = ({ remiseId }: { remiseId: string }) => chemins.remiseHorsOutil(remiseId)
  const commun = { params: parRemise, initial, view: ecranDUneRemise, redirectTo: retour }
  form(plateforme, {
    ...commun,
    path: chemins.adresser(':remiseId'),
    command: adresserAuSpip,
    flash: () => 'C’est noté : le dossier est adressé au SPIP.',
  })
  form(plateforme, {
    ...commun,
    path: chemins.reprendre(':remiseId'),
    command: reprendreLEnvoi,
    flash: () => 'L’envoi noté est annulé : le dossier est de nouveau à adresser.',
  })
  form(plateforme, {
    ...commun,
    path: chemins.corrigerHorsOutil(':remiseId'),
    command: corrigerHorsOutil,
    initial: async (tx, { remiseId }) => aCorriger(trouver(await store.remise(tx, remiseId))),
    view: async (tx, { remiseId }, state) => {
      const remise = trouver(await store.remise(tx, remiseId))
      const nom = `${remise.nom} ${remise.prenoms}`
      const titre = 'Corriger cette remise'
      const vers = { label: nom, href: chemins.remiseHorsOutil(remise.id) }
      return {
        titre,
        fil: fil(vers, { label: titre }),
        corps: <CorrigerHorsOutil r={{ ...remise, nom }} state={state} />,
      }
    },
    flash: () => 'C’est corrigé. Imprimez les nouveaux exemplaires.',
  })
  form(plateforme, {
    ...commun,
    path: chemins.effacer(':remiseId'),
    command: effacerHorsOutil,
    redirectTo: () => chemins.remisesHorsOutil,
    flash: () => 'La remise est effacée.',
  })
}

async function ecranDeRemise(
  tx: Tx,
  { rechercheId }: { rechercheId: string },
  state: FormState,
  context: Context,
): Promise<Ecran> {
  const remise = await recherche(tx, rechercheId)
  if (!remise) return dejaConvoquee(tx, rechercheId, state.values)
  const { trouves: proches } = await revoir(tx, context, {
    nom: `${remise.nom} ${remise.prenoms}`,
    naissance: remise.naissanceLe,
    deja: remise.montres,
  })
  const annuaire = (await store.antennes(tx, context.aujourdhui)).map(antenne => ({
    value: antenne.antenneId,
    label: antenne.nom,
    group: antenne.serviceNom,
  }))
  const titre = 'Le SPIP n’est pas dans l’outil'
  return {
    titre,
    fil: fil(
      { label: `${remise.nom} ${remise.prenoms}`, href: chemins.convoquer(rechercheId) },
      { label: titre },
    ),
    corps: (
      <RemettreHorsOutil
        r={remise}
        state={state}
        retour={chemins.convoquer(rechercheId)}
        annuaire={annuaire}
        suivie={[
          ...new Set(
            proches.flatMap(proche =>
              proche.closLe === null && proche.serviceNom ? [proche.serviceNom] : [],
            ),
          ),
        ]}
      />
    ),
  }
}
/** What the form shows first: all that was said. */
function aCorriger(donnees: store.RemiseHorsOutil): Valeurs {
  const { nom, prenoms, naissanceLe, spipNom, spipAdresse, spipTelephone, le, heure, telephone } =
    donnees
  const { audienceLe, numeroParquet, decision, decisionRemise, piecesManquantes, precisions } =
    donnees
  const qui = {
    nom,
    prenoms,
    naissanceLe,
    telephone,
    spipNom,
    spipAdresse,
    spipTelephone,
    le,
    heure,
  }
  const remis = {
    audienceLe,
    numeroParquet,
    decision,
    piecesManquantes,
    precisions,
    decisionRemise: decisionRemise ? 'oui' : null,
  }
  return Object.fromEntries(
    Object.entries({ ...qui, ...remis }).flatMap(([cle, valeur]) =>
      valeur === null ? [] : [[cle, valeur]],
    ),
  )
}
async function ecranDUneRemise(
  tx: Tx,
  { remiseId }: { remiseId: string },
  state: FormState,
): Promise<Ecran> {
  const remise = trouver(await store.remise(tx, remiseId))
  const nom = `${remise.nom} ${remise.prenoms}`
  return {
    titre: nom,
    fil: fil({ label: 'Remises hors de l’outil', href: chemins.remisesHorsOutil }, { label: nom }),
    corps: (
      <UneRemiseHorsOutil
        r={remise}
        corrections={await store.corrections(tx, remiseId)}
        state={state}
      />
    ),
  }
}
