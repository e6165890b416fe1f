import { antennesDuService, etablissements, services } from '../moyens/index.ts'
import type { Context } from '../platform/command.ts'
import type { Tx } from '../platform/db/index.ts'

export const choixEtablissements = async (tx: Tx) =>
  (await etablissements(tx)).map(etablissement => ({
    value: etablissement.etablissementId,
    label: etablissement.nom,
  }))
export const choixAntennes = async (
  tx: Tx,
  { acteur, aujourdhui }: Pick<Context, 'acteur' | 'aujourdhui'>,
) =>
  acteur.serviceId
    ? (await antennesDuService(tx, acteur.serviceId, aujourdhui)).map(antenne => ({
        value: antenne.antenneId,
        label: antenne.nom,
      }))
    : []
export const choixServices = async (tx: Tx) =>
  (await services(tx)).map(service => ({ value: service.serviceId, label: service.nom }))
