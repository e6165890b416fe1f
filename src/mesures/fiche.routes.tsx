import type { Identite } from '../dossiers/index.ts'
import { antenneParId, serviceParId } from '../moyens/index.ts'
import { age } from '../platform/date.ts'
import type { Tx } from '../platform/db/index.ts'
import { page } from '../platform/http/page.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import { trouver } from '../platform/introuvable.ts'
import { deroulement } from './deroulement.rules.ts'
import { FicheDeMesure } from './fiche.panels.tsx'
import { obligationPourLaPersonne, type Personnel, pasCommencee } from './fiche.rules.ts'
import { causesDeFin } from './machine.rules.ts'
import { ecranDesActes } from './mesure.ecran.ts'
import { parMesure } from './mesure.forms.ts'
import { chemins } from './mesure.paths.ts'
import { clesNatures } from './nature.rules.ts'
import { obligationsDeLaMesure } from './obligation.store.ts'
import { acteConnu } from './passage.rules.ts'
import { pointsAVerifier } from './relecture.rules.ts'

export function ficheRoutes(plateforme: Plateforme): void {
  page(plateforme, {
    path: chemins.fiche(':dossierId', ':mesureId'),
    access: 'mesure:lire',
    params: parMesure,
    view: async (tx, lieu, { aujourdhui }) => {
      const { identite, mesure, actes, nom } = await ecranDesActes(tx, lieu)
      const nature = trouver(clesNatures.find(cleNature => cleNature === mesure.nature))
      const obligations = (await obligationsDeLaMesure(tx, lieu.dossierId, lieu.mesureId))
        .filter(ligne => !ligne.leveeLe)
        .map(obligationPourLaPersonne)
      const prevue = pasCommencee({ ...mesure, actes })
      const { finieLe, cause } = deroulement({ ...mesure, actes })
      const personnel: Personnel = {
        qui: identite.nomComplet,
        aujourdhui,
        cas: {
          contravention: mesure.contravention,
          executionProvisoire: mesure.executionProvisoire,
          violOuAtteinte: mesure.violOuAtteinte,
          ssjEncouru: mesure.ssjEncouru,
          mineur: age(identite.naissanceLe, mesure.decisionLe) < 18,
          partieExecutee: actes.some(acte => acteConnu(mesure.nature, acte)?.aExecuter),
        },
        finie: finieLe ? { le: finieLe, cause: causesDeFin[cause ?? 'terme'] } : null,
        pasCommencee: prevue,
        heures: mesure.heures,
        appeler: await aJoindre(tx, identite),
        dates: [
          ['Décision', mesure.decisionLe],
          [prevue ? 'Début prévu' : 'Début', mesure.debutLe],
          [prevue ? 'Fin prévue' : 'Fin', mesure.finLe],
        ],
        obligations,
      }
      const corps = (
        <FicheDeMesure
          nature={nature}
          le={mesure.decisionLe}
          retour={{
            href: chemins.mesure(lieu.dossierId, lieu.mesureId),
            label: 'Revenir à la mesure',
          }}
          proposition={mesure.referentiel === 'egip'}
          personnel={personnel}
          aVerifier={pointsAVerifier(nature, mesure.decisionLe)}
        />
      )
      return { titre: `Fiche : ${nom}`, corps, nu: true }
    },
  })
}

/** Whom a person calls: who follows them, else the place that receives them, else the service. */
async function aJoindre(tx: Tx, { serviceId, antenneId, ...i }: Identite) {
  const antenne = antenneId ? await antenneParId(tx, antenneId) : undefined
  const telephone =
    i.referentTelephone ?? antenne?.telephone ?? (await serviceParId(tx, serviceId))?.telephone
  return [i.referentNom, i.antenneNom ?? i.serviceNom, telephone]
    .filter(mots => mots != null)
    .join(', ')
}
